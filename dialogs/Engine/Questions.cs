using System.Globalization;
using System.Text.Json;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>Free text within limits.</summary>
public sealed record TextQuestion(string Key, int MinLength, int MaxLength) : Question<string>(Key)
{
    /// <summary>A further check that gives its own reason.</summary>
    public Func<string, Refusal?>? Check { get; init; }

    public override string Signature => string.Create(CultureInfo.InvariantCulture, $"text {MinLength}..{MaxLength}");

    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } refusal)
        {
            return refusal;
        }

        if (heard.Text.Length < MinLength)
        {
            return Reading.Refuse("text-too-short", ("min", $"{MinLength}"));
        }

        if (heard.Text.Length > MaxLength)
        {
            return Reading.Refuse("text-too-long", ("max", $"{MaxLength}"), ("length", $"{heard.Text.Length}"));
        }

        return Check?.Invoke(heard.Text) is { } failed ? failed : Reading.Accept(heard.Text);
    }

    public override bool Restore(string recorded, out string value)
    {
        value = recorded;
        return Check?.Invoke(recorded) is null;
    }

    public override string Show(string recorded, ITexts texts) => recorded;
}

/// <summary>Reads typed text into its canonical form; null = accepted.</summary>
public delegate Refusal? CanonicalReader(string typed, out string canonical);

/// <summary>Text with a canonical form of its own: an ID number, a phone number, a quantity.</summary>
public sealed record FormattedQuestion(string Key, string Format, CanonicalReader Reader) : Question<string>(Key)
{
    /// <summary>How it is shown; sensitive formats mask here.</summary>
    public Func<string, string> Mask { get; init; } = canonical => canonical;

    /// <summary>An alternative to the format, e.g. "I have none": its id is recorded instead.</summary>
    public Option? Otherwise { get; init; }

    public override IReadOnlyList<Option> Options => Otherwise is null ? [] : [Otherwise];

    public override string Signature => Otherwise is null ? Format : $"{Format} or {Otherwise.Id}";

    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } refusal)
        {
            return refusal;
        }

        // A bare number is an answer of the format before it is a place in the list of choices.
        var problem = Reader(heard.Text, out var canonical);
        if (problem is null)
        {
            return Reading.Accept(canonical);
        }

        return ChoiceReading.Find(Options, heard.Text) is { } option ? Reading.Accept(option.Id) : problem;
    }

    public override bool Restore(string recorded, out string value)
    {
        value = recorded;
        return recorded == Otherwise?.Id || Reader(recorded, out value) is null;
    }

    public override string Show(string recorded, ITexts texts) => recorded == Otherwise?.Id ? Otherwise.Label : Mask(recorded);
}

/// <summary>One of several. What is recorded is the option's id, never its place.</summary>
public sealed record ChoiceQuestion(string Key, IReadOnlyList<Option> Choices) : Question<string>(Key)
{
    public override IReadOnlyList<Option> Options => Choices;

    /// <summary>Accepts a free answer of up to this many characters as well; 0 = only what is offered.</summary>
    public int FreeTextLength { get; init; }

    public override string Signature => string.Join(' ', ["choice", .. Choices.Select(option => option.Id).Where(id => !id.StartsWith(FreeTextPrefix, StringComparison.Ordinal)), .. FreeTextLength > 0 ? [$"or text ..{FreeTextLength}"] : Array.Empty<string>()]);

    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } refusal)
        {
            return refusal;
        }

        if (ChoiceReading.Find(Choices, heard.Text) is { } option)
        {
            return Reading.Accept(option.Id);
        }

        var isFreeText = FreeTextLength > 0 && heard.Text.Length is > 0 && heard.Text.Length <= FreeTextLength && !heard.Text.All(char.IsAsciiDigit);
        if (isFreeText)
        {
            return Reading.Accept($"{FreeTextPrefix}{heard.Text}");
        }

        return Choices.Count == 1 ? Reading.Refuse("choice-not-made") : Reading.Refuse("choice-unknown", ("count", $"{Choices.Count}"));
    }

    public override bool Restore(string recorded, out string value)
    {
        var isFreeText = FreeTextLength > 0 && recorded.StartsWith(FreeTextPrefix, StringComparison.Ordinal);
        value = isFreeText ? recorded[FreeTextPrefix.Length..] : recorded;
        return isFreeText || Choices.Any(option => option.Id == recorded);
    }

    public override string Show(string recorded, ITexts texts)
        => Restore(recorded, out var value) ? Label(value) : recorded;

    /// <summary>What a person reads for a restored value: the option's label, or the free text itself.</summary>
    public string Label(string value) => Choices.FirstOrDefault(option => option.Id == value)?.Label ?? value;

    /// <summary>Marks a free answer among the ids. An option whose id begins with it is an example, and stays valid when it is no longer offered.</summary>
    public const string FreeTextPrefix = "text:";
}

/// <summary>
/// Typing one's name under a text (签名). Accepts that name only, and is asked again when the name or a word of the text changes. The value
/// is the day it was signed.
/// </summary>
public sealed record SignatureQuestion(string Key, string Name, string Text, DateOnly Today) : Question<DateOnly>(Key)
{
    public override string Signature => "signature";

    public override Reading Read(Heard heard, string? previous)
    {
        if (MediaReading.Unwanted(heard) is { } refusal)
        {
            return refusal;
        }

        return Compact(heard.Text) == Compact(Name)
            ? Reading.Accept(JsonSerializer.Serialize<string[]>([Digest.Of(Text), Name, Today.ToString("O", CultureInfo.InvariantCulture)]))
            : Reading.Refuse("signature-differs", ("name", Name));
    }

    public override bool Restore(string recorded, out DateOnly value)
    {
        value = default;
        return JsonSerializer.Deserialize<string[]>(recorded) is [var text, var name, var day]
            && text == Digest.Of(Text) && name == Name
            && DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    public override string Show(string recorded, ITexts texts) => Name;

    private static string Compact(string name) => string.Concat(name.Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>Is this draft right? Asked by <see cref="Prompter.Confirm"/> with the summary of all answers.</summary>
public sealed record ConfirmQuestion(Option Submit) : Question<bool>("confirm")
{
    public const string KeyPrefix = "confirm:";

    public override IReadOnlyList<Option> Options => [Submit];

    public override string Signature => "confirm";

    public override Reading Read(Heard heard, string? previous)
        => MediaReading.Unwanted(heard)
            ?? (ChoiceReading.Find(Options, heard.Text) is null ? Reading.Refuse("confirm-unclear") : Reading.Accept(Submit.Id));

    public override bool Restore(string recorded, out bool value)
    {
        value = recorded == Submit.Id;
        return value;
    }

    public override string Show(string recorded, ITexts texts) => Submit.Label;
}
