using System.Text.Json;
using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Checklists;

/// <summary>What was said of the items of one page.</summary>
/// <param name="OneByOne">True: nothing yet, each is to be asked.</param>
internal sealed record Verdicts(bool OneByOne, IReadOnlyDictionary<string, Said> ByItem);

/// <summary>
/// Several items of a checklist in one question. What is recorded is item id → verdict, so that it stays true when the page is cut otherwise; items
/// that it does not speak of are asked after it.
/// </summary>
internal sealed record VerdictsQuestion(string Key, IReadOnlyList<ChecklistItem> Items, VerdictWords Words, Option All, Option OneByOne) : Question<Verdicts>(Key)
{
    private const char Conforms = '+', Fault = '-', NotApplicable = '0';

    public override IReadOnlyList<Option> Options => Items.Count > 1 ? [All, OneByOne] : [All];

    public override string Signature => $"verdicts or {All.Id} {OneByOne.Id}";

    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } unwanted)
        {
            return unwanted;
        }

        if (ChoiceReading.Find(Options, heard.Text) is { } option)
        {
            return Reading.Accept(option.Id == OneByOne.Id ? OneByOne.Id : Write(Items.ToDictionary(item => item.Id, _ => new Said(Verdict.Conforms, null))));
        }

        var (verdicts, refusal) = Words.Read(heard.Text, Items);
        if (verdicts is null)
        {
            return refusal!;
        }

        return Items.FirstOrDefault(item => !item.MayBeOmitted && verdicts.GetValueOrDefault(item.Id).Verdict == Verdict.NotApplicable) is { } needed
            ? Reading.Refuse("verdicts-not-omittable", ("item", needed.Id))
            : Reading.Accept(Write(verdicts));
    }

    public override bool Restore(string recorded, out Verdicts value)
    {
        value = new Verdicts(recorded == OneByOne.Id, new Dictionary<string, Said>());
        if (value.OneByOne)
        {
            return true;
        }

        if (Parse(recorded) is not { } said)
        {
            return false;
        }

        value = new Verdicts(false, said.Where(pair => Items.Any(item => item.Id == pair.Key)).ToDictionary());
        return true;
    }

    public override string Show(string recorded, ITexts texts)
    {
        if (recorded == OneByOne.Id || Parse(recorded) is not { } said)
        {
            return OneByOne.Label;
        }

        string[] parts = [Part(Verdict.Fault, "faults"), Part(Verdict.NotApplicable, "omitted")];
        var others = said.Values.Count(item => item.Verdict == Verdict.Conforms);
        var shown = parts.Where(part => part.Length > 0).ToList();
        return shown.Count == 0
            ? texts.Say("self-check.show.all", ("count", $"{others}"))
            : string.Join(texts.Say("self-check.show.between"), others == 0 ? shown : [.. shown, texts.Say("self-check.show.others", ("count", $"{others}"))]);

        string Part(Verdict verdict, string textKey)
            => said.Where(pair => pair.Value.Verdict == verdict).Select(pair => pair.Key).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } ids
                ? texts.Say($"self-check.show.{textKey}", ("items", texts.List(ids)))
                : "";
    }

    private static string Write(IReadOnlyDictionary<string, Said> verdicts)
        => JsonSerializer.Serialize(verdicts.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => Sign(pair.Value.Verdict) + pair.Value.Note));

    /// <summary>Null when it is none, e.g. recorded by another kind of question: then it is asked again.</summary>
    private static Dictionary<string, Said>? Parse(string recorded)
    {
        try
        {
            var signed = JsonSerializer.Deserialize<Dictionary<string, string?>>(recorded);
            return signed is null || signed.Values.Any(value => value is not [Conforms or Fault or NotApplicable, ..])
                ? null
                : signed.ToDictionary(pair => pair.Key, pair => new Said(VerdictOf(pair.Value![0]), pair.Value.Length > 1 ? pair.Value[1..] : null));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Sign(Verdict verdict) => (verdict switch
    {
        Verdict.Conforms => Conforms,
        Verdict.Fault => Fault,
        _ => NotApplicable,
    }).ToString();

    private static Verdict VerdictOf(char sign) => sign switch
    {
        Conforms => Verdict.Conforms,
        Fault => Verdict.Fault,
        _ => Verdict.NotApplicable,
    };
}
