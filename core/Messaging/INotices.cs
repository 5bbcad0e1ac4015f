using BotAssistant.People;

namespace BotAssistant.Messaging;

/// <summary>Tells a person something they did not just ask for, within the open transaction. Goes to all their chats; none = nobody to tell.</summary>
public interface INotices
{
    /// <param name="textKey">A text of the dialogs' YAML.</param>
    Task TellAsync(Person person, string textKey, IReadOnlyList<(string Name, string Value)> values, CancellationToken stop);

    /// <inheritdoc cref="TellAsync(Person, string, IReadOnlyList{ValueTuple{string, string}}, CancellationToken)"/>
    Task TellAsync(ChatAddress address, string textKey, IReadOnlyList<(string Name, string Value)> values, CancellationToken stop);
}
