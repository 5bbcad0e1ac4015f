using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.Inspections;

namespace BotAssistant.Regulations;

/// <summary>Every rule the service applies, in all its revisions. Immutable; read from the data/*.yaml of core's folders at start.</summary>
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
    public required Revisions<Checklist> SelfCheck { get; init; }
    public required Revisions<CorrectionTerms> CorrectionTerms { get; init; }
    public required Revisions<CampaignRules> Campaigns { get; init; }

    /// <summary>The rules in force on a day of China's calendar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rule had not begun by then.</exception>
    public RulesInForce On(DateOnly day) => new(
        Districts.On(day),
        Thresholds.On(day),
        FoodKinds.On(day),
        NegativeList.On(day),
        DataNotice.On(day),
        CommitmentLetter.On(day),
        FirstInspection.On(day),
        RegistrationNumber.On(day),
        Retention.On(day),
        SelfCheck.On(day),
        CorrectionTerms.On(day),
        Campaigns.On(day));
}

/// <summary>The rules of one day.</summary>
public sealed record RulesInForce(
    Districts Districts,
    Thresholds Thresholds,
    FoodKinds FoodKinds,
    NegativeList NegativeList,
    DataNotice DataNotice,
    CommitmentLetter CommitmentLetter,
    FirstInspection FirstInspection,
    RegistrationNumber RegistrationNumber,
    Retention Retention,
    Checklist SelfCheck,
    CorrectionTerms CorrectionTerms,
    CampaignRules Campaigns);
