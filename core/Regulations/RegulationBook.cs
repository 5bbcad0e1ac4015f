using BotAssistant.Calendar;
using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.Plans;
using BotAssistant.Records;
using BotAssistant.Reminders;

namespace BotAssistant.Regulations;

/// <summary>Every rule the service applies, in all its revisions. Immutable but for what the bureau puts on the shelf; read from the data/*.yaml of core's folders at start.</summary>
public sealed record RegulationBook
{
    public required Revisions<Districts> Districts { get; init; }
    public required Revisions<Thresholds> Thresholds { get; init; }
    public required Revisions<FoodKinds> FoodKinds { get; init; }
    public required Revisions<NegativeList> NegativeList { get; init; }
    public required Revisions<DataNotice> DataNotice { get; init; }
    public required Revisions<CommitmentLetter> CommitmentLetter { get; init; }
    public required Revisions<FirstInspection> FirstInspection { get; init; }
    public required Revisions<RegistrationNumber> RegistrationNumber { get; init; }
    public required Revisions<Retention> Retention { get; init; }
    public required Revisions<CorrectionTerms> CorrectionTerms { get; init; }
    public required Revisions<Checklist> SelfCheck { get => SelfCheckShelf.Revisions; init => SelfCheckShelf = new ChecklistShelf(value); }

    /// <summary>Where <see cref="SelfCheck"/> comes from: the bureau revises it while the service runs.</summary>
    public ChecklistShelf SelfCheckShelf { get; private init; } = null!;

    /// <summary>评分表: what is scored on the spot, each by its id (<see cref="ScoreSheetIds"/>); revised by the bureau as the self-check list is.</summary>
    public required IReadOnlyList<ChecklistShelf> ScoreSheets { get; init; }

    /// <summary>Every list that the bureau may revise.</summary>
    public IEnumerable<ChecklistShelf> Shelves => ScoreSheets.Prepend(SelfCheckShelf);

    public required Revisions<Passages> Passages { get; init; }
    public required Revisions<RuleSearch> RuleSearch { get; init; }

    /// <summary>Begins with the first plan, so it is asked for by its own day and is no part of <see cref="On"/>; so with what rests on the plan.</summary>
    public required Revisions<ActionPlan> Plans { get; init; }

    public required Revisions<ReevaluationRule> Reevaluation { get; init; }
    public required Revisions<FiveSRule> FiveS { get; init; }
    public required Revisions<ReminderRule> Reminders { get; init; }

    /// <summary>As shipped; an installation may know newer years (<see cref="ICalendarYears"/>).</summary>
    public required WorkingDays WorkingDays { get; init; }
    public required Revisions<HealthCheck> HealthCheck { get; init; }
    public required Revisions<CampaignRules> Campaigns { get; init; }
    public required Revisions<QuietHours> QuietHours { get; init; }

    /// <summary>The revisions of one list; null when there is no such list.</summary>
    public Revisions<Checklist>? Checklist(string id) => Shelves.FirstOrDefault(shelf => shelf.Id == id)?.Revisions;

    /// <summary>The rules in force on a day of China's calendar.</summary>
    public RulesInForce On(DateOnly day) => new(this, day);
}

/// <summary>The rules of one day. Each throws <see cref="ArgumentOutOfRangeException"/> when it had not begun by then.</summary>
public sealed class RulesInForce(RegulationBook book, DateOnly day)
{
    public Districts Districts => book.Districts.On(day);
    public Thresholds Thresholds => book.Thresholds.On(day);
    public FoodKinds FoodKinds => book.FoodKinds.On(day);
    public NegativeList NegativeList => book.NegativeList.On(day);
    public DataNotice DataNotice => book.DataNotice.On(day);
    public CommitmentLetter CommitmentLetter => book.CommitmentLetter.On(day);
    public FirstInspection FirstInspection => book.FirstInspection.On(day);
    public RegistrationNumber RegistrationNumber => book.RegistrationNumber.On(day);
    public Retention Retention => book.Retention.On(day);
    public Checklist SelfCheck => book.SelfCheck.On(day);
    public CorrectionTerms CorrectionTerms => book.CorrectionTerms.On(day);
    public Passages Passages => book.Passages.On(day);
    public RuleSearch RuleSearch => book.RuleSearch.On(day);
    public HealthCheck HealthCheck => book.HealthCheck.On(day);
    public CampaignRules Campaigns => book.Campaigns.On(day);
    public QuietHours QuietHours => book.QuietHours.On(day);
}
