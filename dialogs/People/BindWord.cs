using BotAssistant.Conversations;
using BotAssistant.Dialogs.Words;
using BotAssistant.People;
using BotAssistant.Regulations;

namespace BotAssistant.Dialogs.People;

/// <summary>绑定 CODE: makes this chat a known person's.</summary>
public sealed class BindWord(ITexts texts, InvitationDesk desk, RegulationBook regulations, TimeProvider time) : IWord
{
    public string Name => "bind";
    public Ability Needs => Ability.Bind;
    public bool TakesArgument => true;

    public async Task<WordReply> RunAsync(Caller caller, string argument, CancellationToken stop)
    {
        if (argument.Length == 0)
        {
            return new WordReply.Says(texts.Say("bind.how"));
        }

        var (person, refusal) = await desk.BindAsync(caller.Address, argument, stop);
        if (person is null)
        {
            return WordReply.Refused(texts, refusal!);
        }

        var districts = regulations.On(ChinaTime.Today(time)).Districts;
        var where = DistrictNames.Of(texts, districts, person.Districts);
        return new WordReply.Says(texts.Say($"bind.done-{person.Role.ToString().ToLowerInvariant()}", ("where", where)));
    }
}
