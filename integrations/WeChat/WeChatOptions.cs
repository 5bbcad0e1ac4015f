using System.ComponentModel.DataAnnotations;

namespace BotAssistant.WeChat;

/// <summary>How the platform pushes to us; set in the account's console (设置与开发 → 服务器配置).</summary>
public enum WeChatMode
{
    /// <summary>明文模式: nobody but the transport protects the body, because <c>signature</c> does not cover it. For a test account only.</summary>
    Plain,

    /// <summary>兼容模式: clear and encrypted together, for the days of a changeover. The ciphertext is what we read.</summary>
    Compatible,

    /// <summary>安全模式: encrypted only. A clear push is refused.</summary>
    Safe,
}

/// <summary>
/// Section <c>WeChat</c>. The limits are the platform's as it published them by 2026; it moves them, so each is configuration with its source.
/// Pages are under developers.weixin.qq.com.
/// </summary>
public sealed class WeChatOptions
{
    public const string Section = "WeChat";

    /// <summary>开发者ID, <c>wx…</c>. The account part of every chat address.</summary>
    public string? AppId { get; set; }

    /// <summary>开发者密码. Secret.</summary>
    public string? AppSecret { get; set; }

    /// <summary>令牌: signs every push. Secret.</summary>
    public string? Token { get; set; }

    /// <summary>消息加解密密钥: 43 letters and digits, base64 of an AES-256 key without its "=". Secret.</summary>
    public string? EncodingAesKey { get; set; }

    /// <summary>Unset: <see cref="WeChatMode.Safe"/> when there is a key, else <see cref="WeChatMode.Plain"/>.</summary>
    public WeChatMode? Mode { get; set; }

    /// <summary>Root of the API. Also api2, sh.api, sz.api, hk.api .weixin.qq.com (/doc/offiaccount/Basic_Information/Interface_field_description.html).</summary>
    public Uri ApiBase { get; set; } = new("https://api.weixin.qq.com");

    /// <summary>How long a push may wait for its answer. WeChat drops the connection at 5 s and pushes again, three times in all (Passive_user_reply_message).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:04.5", ErrorMessage = "WeChat:ReplyBudget must lie between 0.1 s and 4.5 s: WeChat hangs up after 5 s.")]
    public TimeSpan ReplyBudget { get; set; } = TimeSpan.FromSeconds(3.5);

    /// <summary>Largest push we read. Ours: real ones are a few KiB.</summary>
    [Range(4096, 16 << 20, ErrorMessage = "WeChat:MaxBodyBytes must lie between 4 KiB and 16 MiB.")]
    public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>Deepest nesting of a push. Ours: the deepest event of the documentation has 5 levels.</summary>
    [Range(5, 64, ErrorMessage = "WeChat:MaxDepth must lie between 5 and 64.")]
    public int MaxDepth { get; set; } = 16;

    /// <summary>Most fields in a push. Ours.</summary>
    [Range(50, 10_000, ErrorMessage = "WeChat:MaxFields must lie between 50 and 10000.")]
    public int MaxFields { get; set; } = 1_000;

    /// <summary>Longest text in UTF-8 bytes. 2048 by the page (errcode 45002), 2047 measured by others (dodgepudding/wechat-php-sdk#363).</summary>
    [Range(200, 2048, ErrorMessage = "WeChat:TextLimitBytes must lie between 200 and 2048.")]
    public int TextLimitBytes { get; set; } = 2047;

    /// <summary>Largest photo we fetch; the platform takes images up to 10 MB (api_uploadtempmedia).</summary>
    [Range(64 << 10, 64 << 20, ErrorMessage = "WeChat:MediaLimitBytes must lie between 64 KiB and 64 MiB.")]
    public int MediaLimitBytes { get; set; } = 10 << 20;

    /// <summary>A token this close to its end is renewed; the platform keeps the old one alive for as long (api_getstableaccesstoken).</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00", ErrorMessage = "WeChat:TokenMargin must lie between 0 and 1 h.")]
    public TimeSpan TokenMargin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest we wait for a connection to the API; the platform's own advice is 3 to 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00", ErrorMessage = "WeChat:ConnectTimeout must lie between 0.1 s and 1 min.")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest we wait for an answer of the API. Ours.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00", ErrorMessage = "WeChat:ApiTimeout must lie between 0.1 s and 5 min.")]
    public TimeSpan ApiTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long all calls rest after the platform stopped the account. Ours; a thawed AppSecret takes 10 minutes to work (errcode 40243).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "WeChat:AccountPause must lie between 0.1 s and 1 day.")]
    public TimeSpan AccountPause { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The templates by which a notice reaches a person whom free text cannot reach now.</summary>
    public List<WeChatNotice> Notices { get; set; } = [];

    /// <summary>Template messages a day for the whole account; rises with followers (Template_Message_Interface). Subscriptions have no published limit.</summary>
    [Range(1, 100_000_000, ErrorMessage = "WeChat:TemplatesPerDay must lie between 1 and 100000000.")]
    public int TemplatesPerDay { get; set; } = 100_000;

    /// <summary>What a person's act lets us send unprompted.</summary>
    public WeChatWindows Windows { get; set; } = new();

    public WeChatMode EffectiveMode => Mode ?? (string.IsNullOrEmpty(EncodingAesKey) ? WeChatMode.Plain : WeChatMode.Safe);

    /// <summary>False when nothing was set: the channel is off. Something set but not all is an error at start.</summary>
    public bool IsConfigured => MissingSettings().Count == 0;

    internal bool IsUntouched => new[] { AppId, AppSecret, Token, EncodingAesKey }.All(string.IsNullOrEmpty) && Mode is null && Notices.Count == 0;

    internal IReadOnlyList<string> MissingSettings()
    {
        (string Name, string? Value)[] needed = [("AppId", AppId), ("AppSecret", AppSecret), ("Token", Token)];
        var missing = needed.Where(setting => string.IsNullOrEmpty(setting.Value)).Select(setting => $"{Section}:{setting.Name}").ToList();
        if (EffectiveMode != WeChatMode.Plain && string.IsNullOrEmpty(EncodingAesKey))
        {
            missing.Add($"{Section}:EncodingAesKey");
        }

        return missing;
    }
}

/// <summary>
/// Customer-service messages per act of a person (/doc/offiaccount/Customer_Service/Customer_Service_Messages.html). One tap on a bizmsgmenu
/// link counts as a menu click, not as a message.
/// </summary>
public sealed class WeChatWindows
{
    public WeChatWindow Message { get; set; } = new() { Messages = 5, Lasts = TimeSpan.FromHours(48) };
    public WeChatWindow MenuClick { get; set; } = new() { Messages = 3, Lasts = TimeSpan.FromMinutes(1) };
    public WeChatWindow Follow { get; set; } = new() { Messages = 3, Lasts = TimeSpan.FromMinutes(1) };
    public WeChatWindow Scan { get; set; } = new() { Messages = 3, Lasts = TimeSpan.FromMinutes(1) };

    /// <summary>Kept back of each, for a member of staff who answers by hand. Ours.</summary>
    [Range(0, 4, ErrorMessage = "WeChat:Windows:Reserve must lie between 0 and 4.")]
    public int Reserve { get; set; } = 1;
}

/// <summary>So many messages for so long.</summary>
public sealed class WeChatWindow
{
    public int Messages { get; set; }
    public TimeSpan Lasts { get; set; }
}
