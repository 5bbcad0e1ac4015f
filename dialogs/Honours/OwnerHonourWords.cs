using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.Honours;
using BotAssistant.People;

namespace BotAssistant.Dialogs.Honours;

/// <summary>我的证书: the owner's certificates, and when to apply for their re-evaluation.</summary>
public sealed class MyCertificatesWord(ITexts texts, HonourDesk desk, HonourCard card) : IWord
{
    public string Name => "my-certificates";
    public Ability Needs => Ability.SeeOwnWorkshops;
    public bool TakesArgument => false;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        var standings = await desk.OfAsync(caller.Person!, stop);
        return new WordReply.Says(standings.Count == 0
            ? texts.Say("honour.none")
            : string.Join("\n\n", standings.Select(standing => card.Of(standing, desk.MayApply(standing)))));
    }
}
