using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.Terminal;
using Microsoft.Extensions.Options;

namespace BotAssistant.Bot.Public;

/// <summary>Says where the files of a message are to be had, as the chat that gets it can open them.</summary>
internal sealed class FileAddresses(FileTokens tokens, ITexts texts, IOptions<PublicOptions> options)
{
    public const string Path = "/files/";

    /// <summary>Where files for this process's own terminal go while there is no public address; null = nowhere.</summary>
    public string? TerminalFolder { get; set; }

    /// <summary>The message with addresses: of its files for a channel that shows them, else in its text.</summary>
    public async Task<OutboundMessage> PlaceAsync(IChannel channel, OutboundMessage message, IMediaStore media, CancellationToken stop)
    {
        if (message.Files.Count == 0)
        {
            return message;
        }

        var placed = message.Files.Select(Placed).ToList();
        if (channel.ShowsFiles && (options.Value.Url is not null || channel.ShowsOwnPaths))
        {
            return message with { Files = placed };
        }

        var lines = new List<string> { message.Text };
        foreach (var file in placed)
        {
            var address = file.Address?.AbsoluteUri ?? (channel.Name == TerminalChannel.ChannelName ? await KeepAsync(file, media, stop) : null);
            lines.Add(address is null ? texts.Say("files.not-here", ("name", file.Name)) : texts.Say("files.line", ("name", file.Name), ("address", address)));
        }

        return message with { Text = string.Join('\n', lines), Files = [] };
    }

    private OutboundFile Placed(OutboundFile file)
    {
        var path = Path + tokens.Write(file, options.Value.FilesLast);
        return file with { Path = path, Address = options.Value.Url is { } site ? new Uri(site, path) : null };
    }

    private async Task<string?> KeepAsync(OutboundFile file, IMediaStore media, CancellationToken stop)
    {
        if (TerminalFolder is not { } folder || await media.FindAsync(file.Hash, stop) is not { } stored)
        {
            return null;
        }

        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file.Name));
        await File.WriteAllBytesAsync(path, stored.Bytes, stop);
        return path;
    }
}
