using System.ComponentModel.DataAnnotations;

namespace BotAssistant.BotFramework.DirectLine;

/// <summary>
/// Section <c>DirectLine</c>. Where the platform has a limit, ours is the same (bot-docs, rest-api/bot-framework-rest-direct-line-3-0-*); the rest is
/// marked as ours.
/// </summary>
public sealed class DirectLineOptions
{
    public const string Section = "DirectLine";

    /// <summary>False: the addresses answer 404.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Lets the back end of another site make tokens (tokens/generate). Secret; unset: nobody can. At least 32 characters.</summary>
    [MinLength(32, ErrorMessage = "DirectLine:Secret needs at least 32 characters (openssl rand -base64 32).")]
    public string? Secret { get; set; }

    /// <summary>Origins of other sites whose pages may talk to us, e.g. <c>https://www.example.gov.cn</c>. Our own always may.</summary>
    public IList<string> TrustedOrigins { get; set; } = [];

    /// <summary>How the bot signs its messages.</summary>
    [RegularExpression("^[0-9A-Za-z_-]{1,64}$", ErrorMessage = "DirectLine:BotId is 1 to 64 letters, digits, _ or -.")]
    public string BotId { get; set; } = "botassistant";

    /// <summary>The platform's: 1800 s. Clients renew after 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00", ErrorMessage = "DirectLine:TokenLifetime must lie between 1 min and 1 day.")]
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The platform's: a stream's address must be used within 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00", ErrorMessage = "DirectLine:StreamUrlLifetime must lie between 5 s and 10 min.")]
    public TimeSpan StreamUrlLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How often an open stream that has nothing to tell sends an empty frame, so that no proxy takes it for dead. Ours: as often as directlinejs.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "DirectLine:PingEvery must lie between 1 s and 5 min.")]
    public TimeSpan PingEvery { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest activity a client may post, in characters. The platform's: 256 K.</summary>
    [Range(1024, 1 << 20, ErrorMessage = "DirectLine:MaxActivityCharacters must lie between 1024 and 1048576.")]
    public int MaxActivityCharacters { get; set; } = 256 << 10;

    /// <summary>What that can be on the wire.</summary>
    internal int MaxActivityBytes => MaxActivityCharacters * 4;

    /// <summary>Longest text of ours in one activity, in characters. Ours, well below the platform's limit: a phone shows it.</summary>
    [Range(200, 100_000, ErrorMessage = "DirectLine:TextLimit must lie between 200 and 100000.")]
    public int TextLimit { get; set; } = 4_000;

    /// <summary>All files of one message together. Ours, as WeChat's photo limit.</summary>
    [Range(1, 50, ErrorMessage = "DirectLine:MaxUploadMegabytes must lie between 1 and 50.")]
    public int MaxUploadMegabytes { get; set; } = 10;

    /// <summary>Files in one message. Ours.</summary>
    [Range(1, 20, ErrorMessage = "DirectLine:MaxFiles must lie between 1 and 20.")]
    public int MaxFiles { get; set; } = 5;

    /// <summary>Activities read from the transcript at a time. Ours.</summary>
    [Range(1, 1_000, ErrorMessage = "DirectLine:PageSize must lie between 1 and 1000.")]
    public int PageSize { get; set; } = 100;

    /// <summary>Calls about one conversation, without polling. Ours.</summary>
    [Range(1, 100_000, ErrorMessage = "DirectLine:CallsPerMinute must lie between 1 and 100000.")]
    public int CallsPerMinute { get; set; } = 240;

    /// <summary>Polls of one conversation. Ours: two tabs at directlinejs' shortest interval (200 ms).</summary>
    [Range(1, 100_000, ErrorMessage = "DirectLine:PollsPerMinute must lie between 1 and 100000.")]
    public int PollsPerMinute { get; set; } = 600;

    /// <summary>Messages of one conversation: far above what a person can type. Ours.</summary>
    [Range(1, 100_000, ErrorMessage = "DirectLine:MessagesPerMinute must lie between 1 and 100000.")]
    public int MessagesPerMinute { get; set; } = 60;

    /// <summary>Tokens that one address may have made by the secret: a site's back end makes one a visitor. Ours.</summary>
    [Range(1, 1_000_000, ErrorMessage = "DirectLine:TokensPerMinute must lie between 1 and 1000000.")]
    public int TokensPerMinute { get; set; } = 600;

    /// <summary>Conversations that one address may begin. Ours: many phones share an address.</summary>
    [Range(1, 1_000_000, ErrorMessage = "DirectLine:ConversationsPerHour must lie between 1 and 1000000.")]
    public int ConversationsPerHour { get; set; } = 600;

    /// <summary>Streams open on one server, and for one conversation (tabs). Ours.</summary>
    [Range(1, 1_000_000, ErrorMessage = "DirectLine:MaxStreams must lie between 1 and 1000000.")]
    public int MaxStreams { get; set; } = 10_000;

    /// <inheritdoc cref="MaxStreams"/>
    [Range(1, 1_000, ErrorMessage = "DirectLine:MaxStreamsOfConversation must lie between 1 and 1000.")]
    public int MaxStreamsOfConversation { get; set; } = 8;

    /// <summary>How often a server looks for what another one added to the conversations it has streams of. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "DirectLine:PollEvery must lie between 0.1 s and 1 min.")]
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);
}
