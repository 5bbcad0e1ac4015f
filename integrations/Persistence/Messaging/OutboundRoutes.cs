using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

/// <summary>The route that the next claim would find (<see cref="OutboxClaim"/>), for many at once.</summary>
internal sealed class OutboundRoutes(BotContext bot, IEnumerable<IChannel> channels, TimeProvider time) : IOutboundRoutes
{
    private const string WindowClosed = "window-closed";
    private static readonly RouteChoice Open = new(OutboundRoute.Conversation, null);
    private static readonly RouteChoice Parked = new(OutboundRoute.Parked, WindowClosed);
    private static readonly RouteChoice Unbound = new(OutboundRoute.None, "unfollowed");
    private static readonly RouteChoice Gone = new(OutboundRoute.None, "contact-gone");
    private static readonly RouteChoice OptedOut = new(OutboundRoute.None, CampaignGate.OptedOut);

    public async Task<IReadOnlyDictionary<ChatAddress, RouteChoice>> ForecastAsync(IReadOnlyCollection<ChatAddress> to, string kind, CancellationToken stop)
    {
        var (now, addresses) = (time.GetUtcNow(), to.Select(address => address.ToString()).ToList());
        var terms = SendTerms.Of(channels);
        var bound = await bot.ChatIdentities.Where(c => addresses.Contains(c.Address))
            .Select(c => new { c.Address, HasOptedOut = bot.OptOuts.Any(o => o.PersonId == c.PersonId) }).ToDictionaryAsync(c => c.Address, c => c.HasOptedOut, stop);
        var gone = await bot.GoneChats.Where(g => addresses.Contains(g.Address)).Select(g => g.Address).ToHashSetAsync(stop);
        var open = await bot.SendWindows.Where(w => addresses.Contains(w.Address) && w.Remaining > 0 && w.Until > now).Select(w => w.Address).ToHashSetAsync(stop);
        var fitting = terms.Templates.ToDictionary(entry => entry.Key, entry => entry.Value.Where(template => template.Kind == kind).ToList());
        var consents = await ConsentsAsync(addresses, fitting.Values.SelectMany(templates => templates), stop);
        return to.ToDictionary(address => address, Choose);

        RouteChoice Choose(ChatAddress to) => to.ToString() switch
        {
            var address when !bound.ContainsKey(address) => Unbound,
            var address when gone.Contains(address) => Gone,
            var address when kind == Notice.Campaign && bound[address] => OptedOut,
            var address when !terms.Counting.Contains(to.Channel) || open.Contains(address) => Open,
            var address => fitting.GetValueOrDefault(to.Channel, [])
                .Where(template => template.Route == OutboundRoute.Template || consents.Contains((address, template.Id)))
                .Select(template => new RouteChoice(template.Route, WindowClosed)).FirstOrDefault() ?? Parked,
        };
    }

    private async Task<HashSet<(string Address, string TemplateId)>> ConsentsAsync(List<string> addresses, IEnumerable<NoticeTemplate> templates, CancellationToken stop)
    {
        var ids = templates.Where(template => template.Route == OutboundRoute.Subscription).Select(template => template.Id).ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        var given = await bot.Consents.Where(c => c.Remaining > 0 && addresses.Contains(c.Address) && ids.Contains(c.TemplateId)).Select(c => new { c.Address, c.TemplateId }).ToListAsync(stop);
        return [.. given.Select(consent => (consent.Address, consent.TemplateId))];
    }
}
