using System.Text.Json;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Tests.Engine;

/// <summary>A person at a dialog. Between any two turns the draft passes through JSON, as in the store.</summary>
internal sealed class Chat(Func<Prompter, Dialog<ICommand>> dialog, SampleHost? host = null, params string[] knownTexts)
{
    private readonly SampleTexts texts = new(knownTexts);
    private string stored = "";

    public SampleHost Host { get; } = host ?? new SampleHost();

    /// <summary>Replaced to deploy another version of the dialog in mid-conversation.</summary>
    public Func<Prompter, Dialog<ICommand>> Dialog { get; set; } = dialog;

    public DateTimeOffset Now { get; set; } = Shipped.Now;

    public DialogReply Last { get; private set; } = new(null, "", []);

    public Draft Draft => JsonSerializer.Deserialize<Draft>(stored)!;

    public DialogSession Session => new(new DialogDefinition("sample", "sample", Dialog), texts, Host);

    public Task<string> StartAsync() => KeepAsync(Session.ShowAsync(new Draft("sample", "abc123", Now), Now, default));

    public Task<string> SayAsync(string words) => KeepAsync(Session.AnswerAsync(Draft, Heard.Words(words), Now, default));

    public Task<string> PhotoAsync(params string[] hashes) => KeepAsync(Session.AnswerAsync(Draft, new Heard("", hashes), Now, default));

    public Task<string> TapAsync(string token) => KeepAsync(Session.AnswerAsync(Draft, new Heard("", []) { Tap = Tap.Parse(token) }, Now, default));

    public Task<string> BackAsync() => KeepAsync(Session.BackAsync(Draft, Now, default));

    public Task<string> CorrectAsync(int number) => KeepAsync(Session.CorrectAsync(Draft, number, Now, default));

    public Task<string> ShowAsync() => KeepAsync(Session.ShowAsync(Draft, Now, default));

    public Task<string> HelpAsync() => KeepAsync(Session.HelpAsync(Draft, Now, default));

    private async Task<string> KeepAsync(Task<DialogReply> turn)
    {
        Last = await turn;
        stored = Last.Draft is null ? stored : JsonSerializer.Serialize(Last.Draft);
        return Last.Text;
    }
}
