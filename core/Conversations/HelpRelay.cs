using BotAssistant.Auditing;
using BotAssistant.Messaging;
using BotAssistant.People;

namespace BotAssistant.Conversations;

/// <summary>How long a taken conversation may lie.</summary>
/// <param name="Answer">The taker's time for an answer; then the bot is back and the request open.</param>
/// <param name="Idle">Nobody says anything: it is closed.</param>
public sealed record HelpPatience(TimeSpan Answer, TimeSpan Idle);

/// <summary>Passes on what the two sides of a taken request say, within the turn's transaction, and ends what lies too long.</summary>
public sealed class HelpRelay(IHelpRequests requests, HelpCall call, IAudit audit, INotices notices, TimeProvider time)
{
    /// <summary>What the person said, to the chat of the taker.</summary>
    public async Task ToTakerAsync(HelpRequest request, string text, CancellationToken stop)
    {
        var taker = request.Taker ?? throw new InvalidOperationException("Nobody has taken the request.");
        request.Spoke(taker: false, time.GetUtcNow());
        await requests.SaveAsync(request, stop);
        await notices.TellAsync(ChatAddress.Parse(taker.Address), "notice.help-from-person", [("number", $"{request.Number}"), ("text", text)], stop);
    }

    /// <summary>What the taker said, to the chat of the person.</summary>
    public async Task ToPersonAsync(HelpRequest request, Person taker, string text, CancellationToken stop)
    {
        request.Spoke(taker: true, time.GetUtcNow());
        await requests.SaveAsync(request, stop);
        await notices.TellAsync(ChatAddress.Parse(request.Address), "notice.help-from-staff", [("staff", taker.Name), ("text", text)], stop);
    }

    /// <summary>Ends a conversation that has lain too long; false when it no longer does. The caller's transaction.</summary>
    public async Task<bool> EndStaleAsync(int number, HelpPatience patience, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        if (await requests.FindByNumberAsync(number, stop) is not { Taker: { } taker } request)
        {
            return false;
        }

        var (person, staff) = (ChatAddress.Parse(request.Address), ChatAddress.Parse(taker.Address));
        if (request.WaitingSince is { } since && since + patience.Answer <= now)
        {
            request.Release("no-answer", now);
            await EndAsync(request, "help-timed-out", person, "notice.help-back", staff, "notice.help-timed-out", stop);
            await call.TellAsync(request, except: taker.PersonId, stop);
            return true;
        }

        if (request.TouchedAt + patience.Idle > now)
        {
            return false;
        }

        request.CloseFor("idle", now);
        await EndAsync(request, "help-idle", person, "notice.help-closed", staff, "notice.help-idle", stop);
        return true;
    }

    private async Task EndAsync(HelpRequest request, string what, ChatAddress person, string forPerson, ChatAddress staff, string forStaff, CancellationToken stop)
    {
        await requests.SaveAsync(request, stop);
        await audit.AddAsync(new AuditEntry(Guid.CreateVersion7(time.GetUtcNow()), time.GetUtcNow(), what, null, request.TakenBy ?? "", $"help {request.Number}", null), stop);
        foreach (var (chat, textKey) in new[] { (person, forPerson), (staff, forStaff) })
        {
            await notices.TellAsync(chat, textKey, [("number", $"{request.Number}")], stop);
        }
    }
}
