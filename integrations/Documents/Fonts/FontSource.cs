using System.Reflection;
using Microsoft.Extensions.Options;

namespace BotAssistant.Documents.Fonts;

/// <summary>Which font documents are set in: the configured one, else the embedded one, else one of the machine.</summary>
internal sealed class FontSource(IOptions<DocumentsOptions> options)
{
    public const string Embedded = "document-font.ttf";

    /// <summary>Fonts with outlines that can be taken apart, as Debian (fonts-wqy-microhei, fonts-wqy-zenhei) and Windows have them.</summary>
    private static readonly string[] OfTheMachine =
    [
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
        @"C:\Windows\Fonts\simsun.ttc",
        @"C:\Windows\Fonts\msyh.ttc",
    ];

    private readonly Lazy<TypeCase?> found = new(() => Find(options.Value.Font));

    /// <summary>Null when there is no font with Chinese.</summary>
    public TypeCase? Case => found.Value;

    private static TypeCase? Find(string? configured)
    {
        if (configured is not null)
        {
            return Open(configured);
        }

        using var embedded = Assembly.GetExecutingAssembly().GetManifestResourceStream(Embedded);
        if (embedded is not null)
        {
            var bytes = new byte[embedded.Length];
            embedded.ReadExactly(bytes);
            return TypeCase.Of(bytes);
        }

        return OfTheMachine.Select(Open).FirstOrDefault(candidate => candidate is not null);
    }

    private static TypeCase? Open(string path) => File.Exists(path) ? TypeCase.Of(File.ReadAllBytes(path)) : null;
}
