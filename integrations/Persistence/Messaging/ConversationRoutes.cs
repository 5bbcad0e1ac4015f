using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The routes of a service that only pushes into conversations: inside the window, where the platform counts, else when the person writes again.</summary>
internal sealed class ConversationRoutes(BotContext bot, IEnumerable<IChannel> channels, TimeProvider time) : IOutboundRoutes
{
    private static readonly RouteChoice Open = new(OutboundRoute.Conversation, null);
    private static readonly RouteChoice Closed = new(OutboundRoute.Parked, "window-closed");
    private static readonly RouteChoice Gone = new(OutboundRoute.None, "unfollowed");
    private static readonly RouteChoice OptedOut = new(OutboundRoute.None, CampaignGate.OptedOut);

    public async Task<IReadOnlyDictionary<ChatAddress, RouteChoice>> ForecastAsync(IReadOnlyCollection<ChatAddress> to, NoticeClass notice, CancellationToken stop)
    {
        var (now, addresses) = (time.GetUtcNow(), to.Select(address => address.ToString()).ToList());
        var counting = channels.Where(channel => channel.CountsSends).Select(channel => channel.Name).ToHashSet();
        var bound = await bot.ChatIdentities.Where(c => addresses.Contains(c.Address))
            .Select(c => new { c.Address, HasOptedOut = bot.OptOuts.Any(o => o.PersonId == c.PersonId) }).ToDictionaryAsync(c => c.Address, c => c.HasOptedOut, stop);
        var open = (await bot.SendWindows.Where(w => addresses.Contains(w.Address) && w.Remaining > 0 && w.Until > now).Select(w => w.Address).ToListAsync(stop)).ToHashSet();
        return to.ToDictionary(address => address, address => !bound.TryGetValue(address.ToString(), out var hasOptedOut) ? Gone
            : hasOptedOut && notice == NoticeClass.Campaign ? OptedOut
            : counting.Contains(address.Channel) && !open.Contains(address.ToString()) ? Closed
            : Open);
    }
}
