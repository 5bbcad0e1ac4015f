using System.Globalization;
using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>A photo of something; where <paramref name="OnPaper"/> is given, the document may be handed in at the office instead.</summary>
public sealed record PhotoQuestion(string Key, Option? OnPaper) : Question<PhotoAnswer>(Key)
{
    private const string PhotoPrefix = "photo:";

    public override IReadOnlyList<Option> Options => OnPaper is null ? [] : [OnPaper];

    public override string Signature => OnPaper is null ? "photo" : $"photo or {OnPaper.Id}";

    public override Reading Read(Heard heard, string? previous)
    {
        if (heard.MediaProblem is { } problem)
        {
            return problem;
        }

        if (heard.Photos.Count > 1)
        {
            return Reading.Refuse("one-photo-wanted", ("count", heard.Photos.Count.ToString(CultureInfo.InvariantCulture)));
        }

        if (heard.Photos.Count == 1)
        {
            return Reading.Accept(PhotoPrefix + heard.Photos[0]);
        }

        return ChoiceReading.Find(Options, heard.Text) is { } option ? Reading.Accept(option.Id) : Reading.Refuse("photo-wanted");
    }

    public override bool Restore(string recorded, out PhotoAnswer value)
    {
        value = recorded.StartsWith(PhotoPrefix, StringComparison.Ordinal) ? new PhotoAnswer(recorded[PhotoPrefix.Length..]) : new PhotoAnswer(null);
        return value.Hash is not null || recorded == OnPaper?.Id;
    }

    public override string Show(string recorded, ITexts texts) => recorded == OnPaper?.Id ? OnPaper.Label : texts.Say("photo.received");
}

/// <param name="Hash">The photo's name in the media store; null = on paper.</param>
public sealed record PhotoAnswer(string? Hash);
