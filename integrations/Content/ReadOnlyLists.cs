using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace BotAssistant.Content;

/// <summary>Lets the plain records of core keep their read-only lists: YamlDotNet knows the writable interfaces only.</summary>
internal sealed class ReadOnlyLists : INodeTypeResolver
{
    public bool Resolve(NodeEvent? nodeEvent, ref Type currentType)
    {
        if (!currentType.IsGenericType || currentType.GetGenericTypeDefinition() != typeof(IReadOnlyList<>))
        {
            return false;
        }

        currentType = typeof(List<>).MakeGenericType(currentType.GetGenericArguments());
        return true;
    }
}
