using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Reminders;
using BotAssistant.Honours;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.Honours;

/// <summary>Certificates and their re-evaluations as people read them.</summary>
public sealed class HonourCard(ITexts texts, MatterCard days, SheetCard sheets)
{
    /// <summary>One of the owner's, with when to apply.</summary>
    public string Of(CertificateStanding standing, Refusal? mayNot)
    {
        var (certificate, dates) = (standing.Certificate, standing.Dates);
        string[] lines =
        [
            texts.Say("honour.certificate", ("kind", KindOf(certificate)), ("number", certificate.Number), ("name", certificate.Holder.Name), ("until", Dates.Day(certificate.ValidUntil)), ("state", texts.Say($"certificate-state.{certificate.State.ToString().ToLowerInvariant()}"))),
            .. certificate.State == CertificateState.Exited ? Array.Empty<string>() :
            [
                standing.Open is { } open ? texts.Say("honour.open", ("number", $"{open.Number}"), ("state", StateOf(open))) : texts.Say(mayNot is null ? "honour.apply-now" : "honour.apply", ("window", Window(dates))),
                .. Clash(dates),
            ],
        ];
        return string.Join('\n', lines);
    }

    /// <summary>One line for a list of staff.</summary>
    public string Line(Reevaluation reevaluation, Certificate certificate) => texts.Say("honour.line",
        ("number", $"{reevaluation.Number}"), ("certificate", certificate.Number), ("name", certificate.Holder.Name), ("until", Dates.Day(certificate.ValidUntil)), ("state", StateOf(reevaluation)));

    /// <summary>All there is: what speaks for and against, with its evidence, and step by step what happened.</summary>
    /// <param name="sheet">The filled-in sheet behind the score, if there is one.</param>
    public string Of(Reevaluation reevaluation, Certificate certificate, Eligibility eligibility, ScoredSheet? sheet) => texts.Say("honour.card",
        ("line", Line(reevaluation, certificate)),
        ("kind", KindOf(certificate)),
        ("criteria", string.Join('\n', eligibility.Criteria.Select(Criterion).Concat(Clash(eligibility.Dates)).Concat(Late(reevaluation, eligibility)))),
        ("sheet", reevaluation.Score is null ? "" : $"{(sheet is null ? texts.Say("score-sheet.by-hand") : sheets.Of(sheet))}\n"),
        ("proposal", texts.Say(eligibility.ProposesPass ? "honour.proposes-pass" : eligibility.ProposesExit ? "honour.proposes-exit" : "honour.proposes-nothing")),
        ("onsite", days.Day(eligibility.Dates.OnSiteBy)),
        ("steps", string.Join('\n', reevaluation.Steps.Select(Step))));

    public string Window(ReevaluationDates dates) => texts.Say(
        dates.Window.Certainty == Certainty.Found ? "honour.window" : "honour.window-unconfirmed",
        ("opens", dates.Opens is { } opens ? Dates.Day(opens) : texts.Say("honour.any-time")), ("closes", days.Day(dates.Closes)), ("text", dates.Window.Text));

    private string[] Clash(ReevaluationDates dates)
        => dates.Clash == OnSiteClash.None ? [] : [texts.Say($"honour.clash-{(dates.Clash == OnSiteClash.OpensAfter ? "opens-after" : "closes-after")}", ("onsite", days.Day(dates.OnSiteBy)))];

    /// <summary>The plan wants districts to have been on the spot by the end of October; late is said, and is no ground to refuse.</summary>
    private string[] Late(Reevaluation reevaluation, Eligibility eligibility)
    {
        var by = eligibility.Dates.OnSiteBy;
        return reevaluation.ScoredOn is { } on
            ? on > by.Day ? [texts.Say("honour.scored-late", ("scored", Dates.Day(on)), ("onsite", days.Day(by)))] : []
            : reevaluation.IsOpen && eligibility.AsOf > by.Day ? [texts.Say("honour.score-overdue", ("onsite", days.Day(by)))] : [];
    }

    private string Criterion(Criterion criterion) => texts.Say(
        $"criterion-outcome.{criterion.Outcome.ToString().ToLowerInvariant()}",
        ("text", texts.Say($"criterion.{criterion.Reason}", criterion.Values)),
        ("evidence", criterion.Evidence.Count == 0 ? "" : texts.Say("honour.evidence", ("list", texts.List(criterion.Evidence.Select(evidence => texts.Say("honour.evidence-item", ("day", Dates.Day(evidence.Day)), ("reference", evidence.Reference))))))));

    private string Step(ReevaluationStep step) => texts.Say("action.step",
        ("date", Dates.Day(step.At)), ("what", texts.Say($"reevaluation-step.{step.Kind}")), ("by", step.By), ("reason", step.Reason ?? ""),
        ("photos", step.Photos.Count > 0 ? texts.Say("self-check.photos", ("count", $"{step.Photos.Count}")) : ""));

    private string KindOf(Certificate certificate) => texts.Say($"honour-kind.{certificate.Kind.ToString().ToLowerInvariant()}");

    private string StateOf(Reevaluation reevaluation) => texts.Say(
        $"reevaluation-state.{reevaluation.State.ToString().ToLowerInvariant()}", ("score", reevaluation.Score is { } score ? $"{score:0.##}" : ""));
}
