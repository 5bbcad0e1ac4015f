using BotAssistant.Bot.Turns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Words;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Turns;

public sealed class DialogFloorTests
{
    private const string Old = "2017-05-01";

    [Fact]
    public async Task A_draft_that_is_taken_up_keeps_the_revision_it_was_begun_with()
    {
        await using var bot = await BotInProcess.StartAsync();
        var floor = bot.Services.GetRequiredService<DialogFloor>();
        var began = await floor.OpenAsync(new ConversationState(), Opens(Old), new OneWorkshop(), default);
        var instance = began.State.ActiveDraft()!.Instance;

        var resumed = await floor.OpenAsync(began.State with { Active = null }, Opens("2027-01-01"), new OneWorkshop(), default);
        var draft = resumed.State.ActiveDraft()!;
        Assert.Equal((instance, Old), (draft.Instance, draft.Input[SelfCheckDialog.RevisionInput]));
    }

    [Fact]
    public async Task Another_input_is_another_draft()
    {
        await using var bot = await BotInProcess.StartAsync();
        var floor = bot.Services.GetRequiredService<DialogFloor>();
        var began = await floor.OpenAsync(new ConversationState(), Opens(Old), new OneWorkshop(), default);
        var other = Opens(Old);
        other.Input["workshop"] = "another";
        var opened = await floor.OpenAsync(began.State, other, new OneWorkshop(), default);
        Assert.NotEqual(began.State.ActiveDraft()!.Instance, opened.State.ActiveDraft()!.Instance);
    }

    private static WordReply.Opens Opens(string revision) => new(SelfCheckDialog.Name, "") { Pins = { [SelfCheckDialog.RevisionInput] = revision }, TakesUpDraft = true };

    private sealed class OneWorkshop : IDialogHost
    {
        public DateOnly Today => new(2026, 3, 2);

        public Task<string> FetchAsync(IQuery query, CancellationToken stop)
            => Task.FromResult(query is FindCheckable ? """[{"Id":"00000000-0000-0000-0000-000000000001","Number":"1","Name":"x","Groups":[]}]""" : "[]");

        public Task<Execution> ExecuteAsync(ICommand command, IReadOnlyDictionary<string, string> answers, CancellationToken stop)
            => throw new InvalidOperationException("Nothing is decided here.");
    }
}
