using BotAssistant.Conversations;
using BotAssistant.Documents.Fonts;

namespace BotAssistant.Documents;

internal sealed class DocumentWriter(FontSource fonts, ITexts texts) : IDocuments
{
    public Refusal? Problem => fonts.Case is null ? new Refusal("documents-no-font") : null;

    public Document CheckRecord(CheckRecordSheet sheet) => new CheckRecordPdf(texts, Type(), sheet).Make();

    public Document Commitment(CommitmentSheet sheet) => new CommitmentPdf(texts, Type(), sheet).Make();

    public Document Trend(TrendChart chart) => new TrendPng(texts, Type(), chart).Make();

    private TypeCase Type() => fonts.Case ?? throw new InvalidOperationException("There is no font with Chinese; the problem must be asked for first.");
}
