using System.Reflection;
using BotAssistant.Calendar;
using BotAssistant.Campaigns;
using BotAssistant.Checklists;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using BotAssistant.Inspections;
using BotAssistant.Messaging;
using BotAssistant.Plans;
using BotAssistant.Records;
using BotAssistant.Regulations;
using BotAssistant.Reminders;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.Converters;
using YamlDotNet.Serialization.NamingConventions;

namespace BotAssistant.Content;

/// <summary>Reads the dated rules: one file a rule, a sequence of revisions in it, the oldest first.</summary>
public static class RegulationFiles
{
    /// <exception cref="ContentException">A file is missing or wrong: an unknown or missing key, dates out of order, an id used twice.</exception>
    public static RegulationBook Load(Assembly assembly)
        => Load(file => assembly.GetManifestResourceStream(file) ?? throw new ContentException($"{file}: {assembly.GetName().Name} has no such resource."));

    /// <summary>Reads the files that <paramref name="open"/> gives by name.</summary>
    /// <exception cref="ContentException">As above.</exception>
    public static RegulationBook Load(Func<string, Stream> open)
        => new()
        {
            Districts = Read<Districts>(open, "districts.yaml", RuleChecks.Check),
            Thresholds = Read<Thresholds>(open, "thresholds.yaml", RuleChecks.Check),
            FoodKinds = Read<FoodKinds>(open, "food-kinds.yaml", RuleChecks.Check),
            NegativeList = Read<NegativeList>(open, "negative-list.yaml", RuleChecks.Check),
            DataNotice = Read<DataNotice>(open, "data-notice.yaml", RuleChecks.Check),
            CommitmentLetter = Read<CommitmentLetter>(open, "commitment-letter.yaml", RuleChecks.Check),
            FirstInspection = Read<FirstInspection>(open, "first-inspection.yaml", RuleChecks.Check),
            RegistrationNumber = Read<RegistrationNumber>(open, "registration-number.yaml", RuleChecks.Check),
            Retention = Read<Retention>(open, "retention.yaml", RuleChecks.Check),
            SelfCheck = Read<Checklist>(open, "hygiene-self-check.yaml", ChecklistChecks.Check),
            ScoreSheets = [.. ScoreSheetIds.All.Select(id => new ChecklistShelf(Read<Checklist>(open, $"{id}.yaml", list => ChecklistChecks.Check(list, id))))],
            CorrectionTerms = Read<CorrectionTerms>(open, "correction-terms.yaml", RuleChecks.Check),
            Plans = Read<ActionPlan>(open, "action-plans.yaml", PlanChecks.Check),
            Reevaluation = Read<ReevaluationRule>(open, "reevaluation.yaml", HonourChecks.Check),
            FiveS = Read<FiveSRule>(open, "five-s.yaml", HonourChecks.Check),
            Reminders = Read<ReminderRule>(open, "ladders.yaml", ReminderChecks.Check),
            WorkingDays = new WorkingDays(Years(open("working-days.yaml"), "working-days.yaml")),
            Passages = Read<Passages>(open, "passages.yaml", PassageChecks.Check),
            RuleSearch = Read<RuleSearch>(open, "rule-search.yaml", PassageChecks.Check),
            HealthCheck = Read<HealthCheck>(open, "health-check.yaml", RuleChecks.Check),
            Campaigns = Read<CampaignRules>(open, "campaign-rules.yaml", RuleChecks.Check),
            QuietHours = Read<QuietHours>(open, "quiet-hours.yaml", RuleChecks.Check),
        };

    /// <summary>Reads years of the working-day calendar, in the format of core/Calendar/data/working-days.yaml.</summary>
    /// <exception cref="ContentException">As above.</exception>
    public static IReadOnlyList<CalendarYear> Years(Stream content, string file)
    {
        var years = new List<CalendarYear>();
        return ReadEach(content, file, years, year => year.Faults().Concat(years.Any(known => known.Year == year.Year) ? [$"the year {year.Year} stands there twice."] : []), () => years);
    }

    private static Revisions<T> Read<T>(Func<string, Stream> open, string file, Func<T, IEnumerable<string>> check)
        where T : Rule
    {
        var revisions = new List<T>();
        return ReadEach(open(file), file, revisions, revision => RuleChecks.CheckDates(revision, revisions.LastOrDefault()).Concat(check(revision)), () => new Revisions<T>(revisions));
    }

    /// <summary>Adds each entry of the file's one sequence to <paramref name="into"/>, checked, and makes the whole of them.</summary>
    private static TResult ReadEach<T, TResult>(Stream content, string file, List<T> into, Func<T, IEnumerable<string>> check, Func<TResult> whole)
        where T : class
    {
        using var reader = new StreamReader(content);
        var parser = new Parser(reader);
        var yaml = Deserializer();
        var last = Mark.Empty;
        try
        {
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            parser.Consume<SequenceStart>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                last = parser.Current!.Start;
                var entry = yaml.Deserialize<T>(parser);
                Refuse(file, last, check(entry));
                into.Add(entry);
            }

            parser.Consume<DocumentEnd>();
            parser.Consume<StreamEnd>();
            return whole();
        }
        catch (YamlException broken)
        {
            throw ContentException.At(file, broken.Start, broken.InnerException?.Message ?? broken.Message, broken);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            throw ContentException.At(file, last, wrong.Message, wrong);
        }
    }

    private static void Refuse(string file, Mark where, IEnumerable<string> faults)
    {
        if (faults.FirstOrDefault() is { } fault)
        {
            throw ContentException.At(file, where, fault);
        }
    }

    /// <summary>Unknown, doubled and missing keys are errors: a rule with a slip of the pen must not become a laxer rule.</summary>
    private static IDeserializer Deserializer() => new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance)
        .WithEnumNamingConvention(HyphenatedNamingConvention.Instance)
        .WithTypeConverter(new DateOnlyConverter(formats: "yyyy-MM-dd"))
        .WithNodeTypeResolver(new ReadOnlyLists())
        .WithDuplicateKeyChecking()
        .WithEnforceRequiredMembers()
        .WithEnforceNullability()
        .Build();
}
