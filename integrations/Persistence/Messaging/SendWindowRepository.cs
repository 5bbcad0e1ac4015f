using BotAssistant.Messaging;
using Microsoft.EntityFrameworkCore;

namespace BotAssistant.Persistence;

internal sealed class SendWindowRepository(BotContext bot, TimeProvider time) : ISendWindows
{
    public async Task<(int Left, DateTimeOffset? Until)> FindAsync(ChatAddress to, CancellationToken stop)
    {
        var address = to.ToString();
        var now = time.GetUtcNow();
        var window = await bot.SendWindows.AsNoTracking().SingleOrDefaultAsync(w => w.Address == address && w.Until > now, stop);
        return window is null or { Remaining: 0 } ? (0, null) : (window.Remaining, window.Until);
    }
}
