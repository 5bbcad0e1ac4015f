using System.Globalization;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Inspections;

/// <summary>The owner reports a fault as put right.</summary>
public sealed record ReportPutRight(int Number, string? Note, IReadOnlyList<string> Photos) : ICommand;

/// <summary>整改 N: a photo of it, or at least a sentence.</summary>
public sealed class PutRightDialog(ITexts texts)
{
    public const string Name = "put-right";

    /// <summary>Input: the action's number, what it is about, and what the owner said with the word.</summary>
    public const string NumberInput = "number", TextInput = "text", NoteInput = "note";

    public async Dialog<ICommand> Run(Prompter ask)
    {
        var about = new[] { ("number", ask.Input[NumberInput]), ("text", ask.Input[TextInput]) };
        var note = ask.Input.GetValueOrDefault(NoteInput);
        var photo = await ask.For(new PhotoQuestion("photo", OptionTexts.One(texts, "put-right.photo", "none")) { InSummary = false, Values = about });
        if (photo.Hash is null && note is null)
        {
            note = await ask.For(new TextQuestion("how", 2, 200) { InSummary = false, Values = about });
        }

        return new ReportPutRight(int.Parse(ask.Input[NumberInput], CultureInfo.InvariantCulture), note, photo.Hash is { } hash ? [hash] : []);
    }
}
