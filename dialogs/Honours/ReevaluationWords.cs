using System.Globalization;
using BotAssistant.Auditing;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Filings;
using BotAssistant.Dialogs.Inspections;
using BotAssistant.Dialogs.Words;
using BotAssistant.Honours;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Honours;

/// <summary>复评: the open ones of the caller's districts; 复评 N: one with what speaks for and against it. The look is written down.</summary>
public sealed class ReevaluationsWord(ITexts texts, IReevaluations reevaluations, HonourDesk desk, IScoredSheets sheets, HonourCard card, IAudit audit, TimeProvider time) : IWord
{
    private const int Most = 9;

    public string Name => "reevaluations";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public bool Takes(string argument) => argument.Length == 0 || Arguments.NumberAndRest(argument) is (_, "");

    public Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => Arguments.NumberAndRest(argument) is var (number, _) ? ShowAsync(caller.Person!, number, stop) : ListAsync(caller.Person!, stop);

    private async Task<WordReply> ListAsync(Person staff, CancellationToken stop)
    {
        var (open, total) = await reevaluations.OpenAsync(staff.DistrictsOrCity(), Most, stop);
        await audit.WriteAsync(time, staff, "reevaluations-listed", "reevaluations", $"{open.Count}", stop);
        return total == 0
            ? new WordReply.Says(texts.Say("honour.none-open"))
            : new WordReply.Says(texts.Say("honour.list", ("total", $"{total}")))
            {
                Offers = [.. open.Select(line => new Offer(card.Line(line.Reevaluation, line.Certificate), $"{WordBook.Spellings(texts, Name)[0]} {line.Reevaluation.Number}"))],
            };
    }

    private async Task<WordReply> ShowAsync(Person staff, int number, CancellationToken stop)
    {
        if (await desk.SupervisedAsync(staff, number, stop) is not var (reevaluation, certificate, eligibility))
        {
            return WordReply.Refused(texts, new Refusal("reevaluation-unknown"));
        }

        await audit.WriteAsync(time, staff, "reevaluation-viewed", $"reevaluation {number}", certificate.Number, stop);
        var next = reevaluation.IsOpen ? texts.Say("honour.decide", ("number", $"{number}")) : "";
        var sheet = reevaluation.SheetId is { } id ? await sheets.FindAsync(id, stop) : null;
        return new WordReply.Says($"{card.Of(reevaluation, certificate, eligibility, sheet)}\n{next}".TrimEnd()) { IsCard = true };
    }
}

/// <summary>复评打分 N: the workshop is scored on the spot by the sheet of its honour, item by item.</summary>
public sealed class ScoreReevaluationWord(ITexts texts, HonourDesk desk, OnSiteScoring scoring, HonourCard card) : IWord
{
    public string Name => "score-reevaluation";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        if (await desk.SupervisedAsync(caller.Person!, number, stop) is not var (reevaluation, certificate, _))
        {
            return WordReply.Refused(texts, new Refusal("reevaluation-unknown"));
        }

        return reevaluation.IsOpen
            ? ScoreSheetDialog.Open(texts, ScoreSheetDialog.Reevaluation, number, scoring.SheetOf(certificate.Kind), texts.Say("honour.score-what", ("line", card.Line(reevaluation, certificate))))
            : WordReply.Refused(texts, new Refusal("reevaluation-closed"));
    }
}

/// <summary>复评评分 N 92.5: the total of a sheet on paper, for districts that go by the official one, which this service does not have.</summary>
public sealed class RateReevaluationWord(ITexts texts, HonourDesk desk) : IWord
{
    public string Name => "rate-reevaluation";
    public Ability Needs => Ability.FollowUpActions;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        if (!decimal.TryParse(Arguments.NumberAndRest(argument)!.Value.Tail, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var score))
        {
            return WordReply.Refused(texts, new Refusal("score-missing", ("example", texts.Say("honour.example-rate"))));
        }

        var (reevaluation, problem) = await desk.RateAsync(caller.Person!, number, score, stop);
        return reevaluation is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say("honour.rated", ("number", $"{number}"), ("score", $"{score:0.##}")));
    }
}

/// <summary>复评通过 N 2029-12-31 [理由]: an officer renews the certificate until that day.</summary>
public sealed class PassReevaluationWord(ITexts texts, HonourDesk desk) : IWord
{
    public string Name => "pass-reevaluation";
    public Ability Needs => Ability.DecideHonours;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var (day, reason) = Arguments.FirstAndRest(Arguments.NumberAndRest(argument)!.Value.Tail);
        if (!DateOnly.TryParseExact(day, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
        {
            return WordReply.Refused(texts, new Refusal("until-missing", ("example", texts.Say("honour.example-pass"))));
        }

        var (certificate, problem) = await desk.DecideAsync(caller.Person!, number, until, reason.Length == 0 ? null : reason, stop);
        return certificate is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say("honour.passed", ("number", $"{number}"), ("certificate", certificate.Number), ("until", Dates.Day(certificate.ValidUntil))));
    }
}

/// <summary>复评退出 N 理由: an officer ends the certificate; the city publishes.</summary>
public sealed class ExitReevaluationWord(ITexts texts, HonourDesk desk) : IWord
{
    private const int MaxReason = 300;

    public string Name => "exit-reevaluation";
    public Ability Needs => Ability.DecideHonours;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var (number, refusal) = Numbered.Read(texts, Name, argument);
        if (refusal is not null)
        {
            return WordReply.Refused(texts, refusal);
        }

        var reason = Arguments.NumberAndRest(argument)!.Value.Tail;
        if (reason.Length is < 2 or > MaxReason)
        {
            return WordReply.Refused(texts, reason.Length > MaxReason
                ? new Refusal("text-too-long", ("max", $"{MaxReason}"), ("length", $"{reason.Length}"))
                : new Refusal("reason-missing", ("example", texts.Say("honour.example-exit"))));
        }

        var (certificate, problem) = await desk.DecideAsync(caller.Person!, number, null, reason, stop);
        return certificate is null
            ? WordReply.Refused(texts, problem!)
            : new WordReply.Says(texts.Say("honour.exited", ("number", $"{number}"), ("certificate", certificate.Number), ("reason", reason)));
    }
}
