using BotAssistant.Conversations;

namespace BotAssistant.Dialogs.Engine;

/// <summary>A sentence or photos, whichever is easier; or neither.</summary>
public sealed record NoteOrPhotoQuestion(string Key, int MaxLength, Option Skip) : Question<NoteOrPhoto>(Key)
{
    private const string PhotoPrefix = "photo:", NotePrefix = "note:";

    public override IReadOnlyList<Option> Options => [Skip];

    public override string Signature => $"text ..{MaxLength} or photos or {Skip.Id}";

    public override Reading Read(Heard heard, string? previous)
    {
        if (heard.MediaProblem is { } problem)
        {
            return problem;
        }

        if (heard.Photos.Count > 0)
        {
            return Reading.Accept(PhotoPrefix + string.Join(',', heard.Photos));
        }

        if (heard.Text.Length == 0)
        {
            return Reading.Refuse("note-or-photo-wanted");
        }

        if (ChoiceReading.Find(Options, heard.Text) is { } option)
        {
            return Reading.Accept(option.Id);
        }

        return heard.Text.Length > MaxLength
            ? Reading.Refuse("text-too-long", ("max", $"{MaxLength}"), ("length", $"{heard.Text.Length}"))
            : Reading.Accept(NotePrefix + heard.Text);
    }

    public override bool Restore(string recorded, out NoteOrPhoto value)
    {
        value = recorded.StartsWith(PhotoPrefix, StringComparison.Ordinal) ? new NoteOrPhoto(null, recorded[PhotoPrefix.Length..].Split(','))
            : recorded.StartsWith(NotePrefix, StringComparison.Ordinal) ? new NoteOrPhoto(recorded[NotePrefix.Length..], [])
            : NoteOrPhoto.Nothing;
        return value != NoteOrPhoto.Nothing || recorded == Skip.Id;
    }

    public override string Show(string recorded, ITexts texts)
        => Restore(recorded, out var value) && value.Note is { } note ? note : value.Photos.Count > 0 ? texts.Say("photo.received") : Skip.Label;
}

/// <param name="Photos">Hashes in the media store.</param>
public sealed record NoteOrPhoto(string? Note, IReadOnlyList<string> Photos)
{
    public static readonly NoteOrPhoto Nothing = new(null, []);
}
