namespace BotAssistant.Bot.Public;

/// <summary>Section <c>Public</c>: what people outside a chat may open.</summary>
internal sealed class PublicOptions
{
    public const string Section = "Public";

    /// <summary>Where this server is reached from anywhere, e.g. <c>https://spxzf.example.cn</c>. Without it letters have no QR code, and files are shown on our own page only.</summary>
    public Uri? Url { get; set; }

    /// <summary>How long the address of a file works. Not longer than documents are kept (retention term <c>document</c>).</summary>
    public TimeSpan FilesLast { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Requests a minute from one source address: a person opens a few, who guesses codes wants many.</summary>
    public int RequestsPerMinute { get; set; } = 60;

    /// <summary>Null when the settings can be used.</summary>
    public string? Problem
    {
        get
        {
            if (Url is not null && (!Url.IsAbsoluteUri || Url.Scheme is not ("https" or "http") || Url.PathAndQuery != "/" || Url.Fragment.Length > 0 || Url.UserInfo.Length > 0))
            {
                return "Public:Url is the server's address and nothing more, e.g. https://spxzf.example.cn.";
            }

            if (Url is { Scheme: "http", IsLoopback: false })
            {
                return "Public:Url must begin with https: what it shows must not be changed on the way.";
            }

            return FilesLast < TimeSpan.FromMinutes(5) || FilesLast > TimeSpan.FromDays(7) ? "Public:FilesLast takes 00:05:00 to 7.00:00:00."
                : RequestsPerMinute is < 1 or > 10_000 ? "Public:RequestsPerMinute takes 1 to 10000."
                : null;
        }
    }
}
