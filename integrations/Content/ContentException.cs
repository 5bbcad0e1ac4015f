using YamlDotNet.Core;

namespace BotAssistant.Content;

/// <summary>A content file is wrong. The message names file, line and what to put right.</summary>
public sealed class ContentException(string message, Exception? inner = null) : Exception(message, inner)
{
    internal static ContentException At(string file, Mark where, string what, Exception? inner = null)
        => new($"{file}, line {where.Line}: {what}", inner);
}
