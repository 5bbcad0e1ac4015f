using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Records;

namespace BotAssistant.Dialogs.FiveS;

/// <summary>A member of staff has guided a holder on the spot (一对一上门指导).</summary>
public sealed record RecordVisit(int Number, DateOnly On, string Note, IReadOnlyList<string> Photos) : ICommand;

/// <summary>辅导 N: which day, what about, a photo if there is one.</summary>
public sealed class VisitDialog(ITexts texts, Sentences sentences)
{
    public const string Name = "five-s-visit";

    /// <summary>Input: the project's number and its holder's name.</summary>
    public const string NumberInput = "number", HolderInput = "holder";

    /// <summary>The answer that the word may bring along.</summary>
    public const string NoteKey = "note";

    public const int MinNote = 2, MaxNote = 200;

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var about = new[] { ("number", ask.Input[NumberInput]), ("name", ask.Input[HolderInput]) };
        var note = await ask.For(new TextQuestion(NoteKey, MinNote, MaxNote) { Values = about });
        var day = await ask.For(new FormattedQuestion("day", "date", (string typed, out string canonical) => ReadDay(typed, ask.Today, out canonical)));
        var photo = await ask.For(new PhotoQuestion("photo", OptionTexts.One(texts, "five-s-visit.photo", "none")));
        return new RecordVisit(
            int.Parse(ask.Input[NumberInput], CultureInfo.InvariantCulture), DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture), note, photo.Hash is { } hash ? [hash] : []);
    }

    private Refusal? ReadDay(string typed, DateOnly today, out string canonical)
    {
        canonical = "";
        if (sentences.ReadDay(typed, today, out var day) is { } refusal)
        {
            return refusal;
        }

        canonical = day.ToString("O", CultureInfo.InvariantCulture);
        return day > today || day < today.AddYears(-1) ? new Refusal("visit-day", ("date", Dates.Day(day))) : null;
    }
}
