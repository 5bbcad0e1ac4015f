using BotAssistant.Auditing;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Conversations;

/// <summary>人工: people ask, the staff of their district take, answer, hand over and close. Runs in the turn's transaction; every step is written down.</summary>
public sealed class HelpDesk(IHelpRequests requests, IConversations conversations, HelpCall call, IPeople people, IAttempts attempts, IAudit audit, INotices notices, RegulationBook regulations, TimeProvider time)
{
    /// <summary>Times a day that a chat may open a request or ask something new.</summary>
    public const int MostADay = 5;

    /// <summary>Asking again so soon after the end takes up the old request, with its history.</summary>
    public static readonly TimeSpan Reopens = TimeSpan.FromDays(7);

    /// <summary>人工: opens a request, or says which one is open already.</summary>
    /// <param name="question">Null when none was written.</param>
    /// <returns>The request and whether somebody on duty was told.</returns>
    public async Task<(HelpRequest? Request, bool OnDuty, Refusal? Refusal)> AskAsync(Caller caller, string? district, string who, string? question, string noQuestion, CancellationToken stop)
    {
        var (address, now) = (caller.Address.ToString(), time.GetUtcNow());
        if (await requests.TakenInAsync(address, stop) is { } held)
        {
            return (null, false, new Refusal("help-holding", ("number", $"{held.Number}")));
        }

        var open = await requests.OpenOfAsync(address, stop);
        if (open is not null && question is null)
        {
            return (open, await call.IsAnyoneOnDutyAsync(open, stop), null);
        }

        if (await attempts.CountAsync($"help:{address}", now.AddDays(-1), stop) >= MostADay)
        {
            return (null, false, new Refusal("help-too-often"));
        }

        await attempts.RecordAsync($"help:{address}", now, stop);
        var request = await OpenAsync(open, address, district, who, question, noQuestion, now, stop);
        return (request, await call.TellAsync(request, except: caller.Person?.Id, stop), null);
    }

    /// <summary>接 N: from now on what the two say goes between their chats.</summary>
    public async Task<(HelpRequest? Request, Refusal? Refusal)> TakeAsync(Person staff, ChatAddress from, int number, CancellationToken stop)
    {
        if (await SeenAsync(staff, number, stop) is not { IsOpen: true } request)
        {
            return (null, new Refusal("help-unknown"));
        }

        if (await requests.TakenByAsync(staff.Id, stop) is { } held && held.Id != request.Id)
        {
            return (null, new Refusal("help-holding", ("number", $"{held.Number}")));
        }

        var asker = ChatAddress.Parse(request.Address);
        if (asker == from || (await people.FindAsync(asker, stop))?.Id == staff.Id)
        {
            return (null, new Refusal("help-own"));
        }

        if (await requests.TakenInAsync(request.Address, stop) is { } other && other.Id != request.Id)
        {
            return (null, new Refusal("help-asker-busy"));
        }

        if (request.Take(new HelpTaker(staff.Id, from.ToString()), staff.Name, time.GetUtcNow()) is { } refusal)
        {
            return (null, refusal);
        }

        await requests.SaveAsync(request, stop);
        await PauseAsync(asker, stop);
        await audit.WriteAsync(time, staff, "help-taken", Subject(request), null, stop);
        await notices.TellAsync(asker, "notice.help-taken", [("number", $"{number}"), ("staff", staff.Name), ("place", Place(staff, request))], stop);
        return (request, null);
    }

    /// <summary>回复 N 文字: answers in one sentence. It ends the request, unless the answerer has taken it.</summary>
    public async Task<(HelpRequest? Request, Refusal? Refusal)> AnswerAsync(Person staff, int number, string text, CancellationToken stop)
    {
        if (await SeenAsync(staff, number, stop) is not { } request)
        {
            return (null, new Refusal("help-unknown"));
        }

        var asker = request.Address;
        if (request.Taker?.PersonId == staff.Id)
        {
            request.Spoke(taker: true, time.GetUtcNow());
        }
        else if (request.Answer(staff.Id, staff.Name, time.GetUtcNow()) is { } refusal)
        {
            return (null, refusal);
        }

        await requests.SaveAsync(request, stop);
        await audit.WriteAsync(time, staff, "help-answered", Subject(request), null, stop);
        await notices.TellAsync(ChatAddress.Parse(asker), "notice.answer", [("staff", staff.Name), ("text", text)], stop);
        return (request, null);
    }

    /// <summary>备注 N 文字: only staff read it.</summary>
    public Task<(HelpRequest? Request, Refusal? Refusal)> NoteAsync(Person staff, int? number, string note, CancellationToken stop)
        => ChangeAsync(staff, number, "help-noted", request => request.Note(staff.Name, note, time.GetUtcNow()), stop);

    /// <summary>转给 N 姓名: a colleague of the district is asked to take it; the bot is back until then.</summary>
    public async Task<(HelpRequest? Request, Refusal? Refusal)> HandOverAsync(Person staff, int? number, string name, CancellationToken stop)
    {
        if (await MineOrNumberedAsync(staff, number, stop) is not { } request)
        {
            return (null, Unknown(number));
        }

        if ((await call.StaffOfAsync(request, stop)).FirstOrDefault(candidate => candidate.Name == name && candidate.Id != staff.Id) is not { } colleague)
        {
            return (null, new Refusal("help-colleague-unknown", ("name", name)));
        }

        var wasTaken = request.Taker is not null;
        if (request.HandOver(staff.Id, staff.Name, colleague.Name, time.GetUtcNow()) is { } refusal)
        {
            return (null, refusal);
        }

        await requests.SaveAsync(request, stop);
        await audit.WriteAsync(time, staff, "help-handed-over", Subject(request), null, stop);
        await notices.TellAsync(colleague, "notice.help-for-you", [("number", $"{request.Number}"), ("staff", staff.Name), ("who", request.Who), ("question", request.Question)], stop);
        if (wasTaken)
        {
            await notices.TellAsync(ChatAddress.Parse(request.Address), "notice.help-handed-over", [("number", $"{request.Number}")], stop);
        }

        return (request, null);
    }

    /// <summary>结束 N: the bot is back and the person is told.</summary>
    public async Task<(HelpRequest? Request, Refusal? Refusal)> CloseAsync(Person staff, int? number, string? note, CancellationToken stop)
    {
        var (request, refusal) = await ChangeAsync(staff, number, "help-closed", request => request.Close(staff.Id, staff.Name, note, time.GetUtcNow()), stop);
        if (request is not null)
        {
            await notices.TellAsync(ChatAddress.Parse(request.Address), "notice.help-closed", [("number", $"{request.Number}")], stop);
        }

        return (request, refusal);
    }

    /// <summary>结束人工: the person no longer wants anybody. Null when they had not asked.</summary>
    public async Task<HelpRequest?> WithdrawAsync(ChatAddress asker, CancellationToken stop)
    {
        if (await requests.OpenOfAsync(asker.ToString(), stop) is not { } request)
        {
            return null;
        }

        var taker = request.Taker;
        request.CloseFor("withdrawn", time.GetUtcNow());
        await requests.SaveAsync(request, stop);
        await TellTakerAsync(taker, "notice.help-withdrawn", request, stop);
        return request;
    }

    /// <summary>The chat has left: its own request is closed and forgotten; one that it had taken is open again.</summary>
    public async Task LeaveAsync(ChatAddress gone, CancellationToken stop)
    {
        if (await requests.OpenOfAsync(gone.ToString(), stop) is { } own)
        {
            var taker = own.Taker;
            own.Forget(time.GetUtcNow());
            await requests.SaveAsync(own, stop);
            await TellTakerAsync(taker, "notice.help-left", own, stop);
        }

        if (await requests.TakenInAsync(gone.ToString(), stop) is { } held)
        {
            held.Release("left", time.GetUtcNow());
            await requests.SaveAsync(held, stop);
            await notices.TellAsync(ChatAddress.Parse(held.Address), "notice.help-back", [("number", $"{held.Number}")], stop);
            await call.TellAsync(held, except: null, stop);
        }
    }

    /// <summary>A request that this member of staff may see: of a district of theirs, or of none.</summary>
    public async Task<HelpRequest?> SeenAsync(Person staff, int number, CancellationToken stop)
        => Permissions.Allow(staff.Role, Ability.AnswerHelp) && await requests.FindByNumberAsync(number, stop) is { } request && (request.District is not { } district || staff.Covers(district))
            ? request
            : null;

    private async Task<HelpRequest> OpenAsync(HelpRequest? open, string address, string? district, string who, string? question, string noQuestion, DateTimeOffset now, CancellationToken stop)
    {
        if ((open ?? await requests.ClosedOfAsync(address, now - Reopens, stop)) is { } earlier && (earlier.IsOpen || earlier.District == district))
        {
            earlier.AskAgain(question, now);
            await requests.SaveAsync(earlier, stop);
            return earlier;
        }

        var request = HelpRequest.Ask(await requests.NextNumberAsync(stop), address, district, who, question ?? noQuestion, now);
        await requests.AddAsync(request, stop);
        return request;
    }

    private async Task<(HelpRequest? Request, Refusal? Refusal)> ChangeAsync(Person staff, int? number, string what, Func<HelpRequest, Refusal?> change, CancellationToken stop)
    {
        if (await MineOrNumberedAsync(staff, number, stop) is not { } request)
        {
            return (null, Unknown(number));
        }

        if (change(request) is { } refusal)
        {
            return (null, refusal);
        }

        await requests.SaveAsync(request, stop);
        await audit.WriteAsync(time, staff, what, Subject(request), null, stop);
        return (request, null);
    }

    private Task<HelpRequest?> MineOrNumberedAsync(Person staff, int? number, CancellationToken stop)
        => number is { } known ? SeenAsync(staff, known, stop) : requests.TakenByAsync(staff.Id, stop);

    /// <summary>What was being filled in waits for 继续, so that a word meant for a person does not become an answer.</summary>
    private async Task PauseAsync(ChatAddress chat, CancellationToken stop)
    {
        var state = await conversations.LoadAsync(chat, stop);
        if (state.Active is not null || state.Offers.Count > 0)
        {
            await conversations.SaveAsync(chat, state with { Active = null, Offers = [] }, stop);
        }
    }

    private Task TellTakerAsync(HelpTaker? taker, string textKey, HelpRequest request, CancellationToken stop)
        => taker is null ? Task.CompletedTask : notices.TellAsync(ChatAddress.Parse(taker.Address), textKey, [("number", $"{request.Number}")], stop);

    private string Place(Person staff, HelpRequest request)
    {
        var districts = regulations.On(ChinaTime.Today(time)).Districts;
        var code = request.District ?? staff.Districts.FirstOrDefault(district => district != Person.WholeCity);
        return code is null ? "" : districts.NameOf(code);
    }

    private static Refusal Unknown(int? number) => new(number is null ? "help-not-holding" : "help-unknown");

    private static string Subject(HelpRequest request) => $"help {request.Number}";
}
