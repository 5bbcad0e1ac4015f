using System.ComponentModel.DataAnnotations;

namespace BotAssistant.BotFramework.ChatPage;

/// <summary>Section <c>ChatPage</c>: the page at <c>/</c> where anybody can chat in a browser. The limits are ours.</summary>
public sealed class ChatPageOptions
{
    public const string Section = "ChatPage";

    /// <summary>Unset: on in Development, off in Production. Off, every address of the page is 404.</summary>
    public bool? Enabled { get; set; }

    /// <summary>Name in the page's head; unset: the text <c>chat-page.title</c>.</summary>
    [StringLength(40, ErrorMessage = "ChatPage:Title must not be longer than 40 characters: it stands in one line of a phone.")]
    public string? Title { get; set; }

    /// <summary>Whether the page says that it is a demonstration (示例). Unset: yes in Development, no in Production.</summary>
    public bool? Demo { get; set; }

    /// <summary>How long a browser is recognised after its last visit. As long as a draft is kept (data/retention.yaml, draft): longer would find nothing.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "365.00:00:00", ErrorMessage = "ChatPage:VisitorLifetime must lie between 5 min and 365 days.")]
    public TimeSpan VisitorLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Tokens that one source address gets in a minute; a page takes one when it is opened. Many phones share one address of a mobile network.</summary>
    [Range(1, 100_000, ErrorMessage = "ChatPage:TokensPerMinute must lie between 1 and 100000.")]
    public int TokensPerMinute { get; set; } = 60;

    /// <summary>New conversations that one source address may begin in an hour.</summary>
    [Range(1, 100_000, ErrorMessage = "ChatPage:ConversationsPerHour must lie between 1 and 100000.")]
    public int ConversationsPerHour { get; set; } = 200;
}
