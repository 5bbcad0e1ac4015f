using BotAssistant.Auditing;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Reminders;

namespace BotAssistant.Dialogs.Reminders;

/// <summary>我的期限: whatever the owner must do by a day, the soonest first.</summary>
public sealed class MyDeadlinesWord(ITexts texts, ReminderDesk desk, MatterCard card) : IWord
{
    private const int Most = 12, Days = 180;

    public string Name => "my-deadlines";
    public Ability Needs => Ability.SeeOwnWorkshops;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var open = await desk.OfOwnerAsync(caller.Person!, Days, Most, stop);
        return new WordReply.Says(open.Count == 0
            ? texts.Say("deadline.none", ("days", $"{Days}"))
            : string.Join('\n', open.Select(line => card.Line(line.Matter, line.Due)).Prepend(texts.Say("deadline.mine", ("days", $"{Days}")))));
    }
}

/// <summary>到期: what is due within a month in the caller's districts or already overdue, the soonest first. The look is written down.</summary>
public sealed class DueListWord(ITexts texts, ReminderDesk desk, MatterCard card, IAudit audit, TimeProvider time) : IWord
{
    private const int Most = 15, Days = 30;

    public string Name => "due-list";
    public Ability Needs => Ability.QueryWorkshops;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var staff = caller.Person!;
        var open = await desk.OfDistrictsAsync(staff.DistrictsOrCity(), Days, Most + 1, stop);
        await audit.WriteAsync(time, staff, "deadlines-listed", "deadlines", $"{open.Count}", stop);
        return new WordReply.Says(open.Count == 0
            ? texts.Say("deadline.none", ("days", $"{Days}"))
            : string.Join('\n', open.Take(Most).Select(line => card.Line(line.Matter, line.Due)).Prepend(texts.Say(open.Count > Most ? "deadline.due-many" : "deadline.due", ("days", $"{Days}"), ("most", $"{Most}")))));
    }
}
