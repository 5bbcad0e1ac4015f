using BotAssistant.BotFramework.Activities;
using BotAssistant.Messaging;

namespace BotAssistant.BotFramework.Rendering;

/// <summary>Files of a message: attached where the surface shows them, else an address in the text.</summary>
internal static class FileAttachments
{
    /// <summary>Stands before a path of this server, until it is known under which address the client reaches it.</summary>
    public const string OwnPath = "own:";

    public static Activity Add(Activity activity, IReadOnlyList<OutboundFile> files, FileDisplay display)
    {
        foreach (var file in files)
        {
            activity = display == FileDisplay.All || (display == FileDisplay.Pictures && file.IsPicture)
                ? activity with { Attachments = [.. activity.Attachments ?? [], new Attachment(file.ContentType) { Name = file.Name, ContentUrl = file.Address?.AbsoluteUri ?? OwnPath + file.Path }] }
                : activity with { Text = string.Join('\n', new[] { activity.Text, file.Name, file.Address?.AbsoluteUri }.Where(line => line is { Length: > 0 })), TextFormat = "plain" };
        }

        return activity;
    }
}
