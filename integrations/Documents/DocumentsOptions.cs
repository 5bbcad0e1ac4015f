namespace BotAssistant.Documents;

/// <summary>Section <c>Documents</c>.</summary>
public sealed class DocumentsOptions
{
    public const string Section = "Documents";

    /// <summary>A TrueType file (.ttf, .ttc) with Chinese to use instead of the one that the build embeds.</summary>
    public string? Font { get; set; }
}
