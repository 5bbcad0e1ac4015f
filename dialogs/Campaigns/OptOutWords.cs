using BotAssistant.Campaigns;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Campaigns;

/// <summary>退订: no campaigns any more; notices about one's own duties go on.</summary>
public sealed class OptOutWord(ITexts texts, OptOutDesk desk) : IWord
{
    public string Name => "opt-out";
    public Ability Needs => Ability.ChooseCampaigns;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => caller.Person is not { } person
            ? new WordReply.Says(texts.Say("opt-out.nobody"))
            : new WordReply.Says(texts.Say(await desk.LeaveAsync(person, stop) ? "opt-out.done" : "opt-out.before"));
}

/// <summary>恢复接收, or 恢复 alone: that was and is also a way to say 继续, and means it for whoever has not opted out.</summary>
public sealed class OptInWord(ITexts texts, OptOutDesk desk) : IWord
{
    public string Name => "opt-in";
    public Ability Needs => Ability.ChooseCampaigns;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
        => caller.Person is { } person && await desk.ReturnAsync(person, stop) ? new WordReply.Says(texts.Say("opt-in.done")) : new WordReply.Continues();
}
