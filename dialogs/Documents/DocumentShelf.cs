using BotAssistant.Documents;
using BotAssistant.Messaging;

namespace BotAssistant.Dialogs.Documents;

/// <summary>Puts a document where the person can get it.</summary>
public sealed class DocumentShelf(IMediaStore media)
{
    public async Task<OutboundFile> PutAsync(Document document, CancellationToken stop)
        => new(document.Name, document.ContentType, await media.PutDocumentAsync(document.ContentType, document.Bytes, stop));
}
