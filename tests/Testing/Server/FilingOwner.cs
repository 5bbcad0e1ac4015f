using System.Globalization;
using System.Text.RegularExpressions;
using BotAssistant.Identifiers;
using BotAssistant.Testing.WeChat;

namespace BotAssistant.Testing.Server;

/// <summary>
/// A person who files a workshop by reading the screen and answering what stands there: so patient that after a fault or a silence they ask with
/// 继续 where they were.
/// </summary>
public sealed class FilingOwner(FakeWeChatUser user, int index)
{
    // What may stand last on the screen, and what this person then does. The later it stands, the newer it is.
    private readonly (string Seen, string Says)[] script =
    [
        ("要办什么", "建档"),
        ("没有没填完的内容", "建档"),
        ("告知书看过了就回复 1", "1"),
        ("个人信息告知书（版本", "1"),
        ("您的作坊叫什么名字", NameOf(index)),
        ("业主（经营者）姓名是", OwnerName),
        ("业主的身份证号码是", IdOf(index)),
        ("您的手机号码是", "1990000" + index.ToString("D4", CultureInfo.InvariantCulture)),
        ("统一社会信用代码是", CreditOf(index)),
        ("作坊在哪个区", "海曙"),
        ("加工场所的详细地址是", AddressOf(index)),
        ("做哪些食品", "年糕、青团"),
        ("主要用哪些原料", "粳米、糯米、豆沙"),
        ("用不用食品添加剂", "食用碱"),
        ("从哪里买的", "三北粮油店"),
        ("东西主要卖到哪里", "2"),
        ("有没有在网上卖", "没有"),
        ("现在开工吗", "1"),
        ("固定干活的有几个人", "3"),
        ("加工场地有多大", "60"),
        ("有头像的一面", Photo),
        ("有国徽的一面", Photo),
        ("加工场所平面图发过来", Photo),
        ("作为签名", Signature),
        ("作为承诺书的签名", Signature),
        ("没问题就回复 1 提交", "1"),
        ("回复 1 提交，或者发", "1"),
    ];

    private const string Photo = "@";
    private const string Signature = "签";
    private const string OwnerName = "王小明";
    private static readonly string[] Endings = ["受理编号", "已经交过建档申请", "改好的资料已收到"];
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3, 4];

    public FakeWeChatUser User => user;

    /// <summary>Messages sent so far.</summary>
    public int Sent { get; private set; }

    /// <summary>Of those, how many the server acknowledged.</summary>
    public int Acknowledged { get; private set; }

    public static string NameOf(int index) => $"阿四年糕坊{index:D4}";

    public static string AddressOf(int index) => $"高桥镇民权路示例弄{index}号";

    public static string IdOf(int index)
    {
        var born = new DateOnly(1900, 1, 1).AddDays(index / 1000);
        var digits = string.Create(CultureInfo.InvariantCulture, $"330203{born:yyyyMMdd}{index % 1000:D3}");
        return digits + ResidentId.CheckCharacter(digits);
    }

    public static string CreditOf(int index)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"92330203MB{index:D7}");
        return digits + CreditCode.CheckCharacter(digits);
    }

    /// <summary>Files until the receipt is on the screen.</summary>
    /// <param name="beforeEach">Runs before each message, e.g. to wait until a server is there.</param>
    public async Task FileAsync(Func<Task> beforeEach, TimeSpan patience)
    {
        var seen = await SayAsync("建档", beforeEach, patience);
        for (var turn = 0; turn < 200; turn++)
        {
            if (Endings.Any(seen.Contains))
            {
                return;
            }

            var newest = script.Select(line => (line.Says, At: seen.LastIndexOf(line.Seen, StringComparison.Ordinal))).MaxBy(line => line.At);
            seen = await SayAsync(newest.At < 0 ? "继续" : newest.Says == Signature ? SignatureIn(seen) : newest.Says, beforeEach, patience);
        }

        throw new InvalidOperationException($"Still not filed. The screen shows:\n{string.Join("\n---\n", user.Screen.Texts.TakeLast(6))}");
    }

    /// <summary>
    /// The name the letter wants as its signature, as the screen gives it: an answer that arrived twice, around a kill, may have filled in the name.
    /// </summary>
    private static string SignatureIn(string seen) => Regex.Match(seen, "请打上您的姓名“([^”]+)”", RegexOptions.RightToLeft).Groups[1].Value;

    /// <summary>Sends one message and returns what appeared on the screen for it; empty after a fault or a silence.</summary>
    public async Task<string> SayAsync(string text, Func<Task> beforeEach, TimeSpan patience)
    {
        await beforeEach();
        var before = user.Screen.Lines.Count;
        Sent++;
        var result = text == Photo ? await user.SendPhotoAsync(Png, "image/png") : await user.SayAsync(text);
        if (!result.Acknowledged)
        {
            return "";
        }

        Acknowledged++;
        try
        {
            var lines = await user.Screen.WaitAsync(lines => lines.Skip(before).Any(line => line.As != ShownAs.Fault), patience);
            return string.Join('\n', lines.Skip(before).Where(line => line.As != ShownAs.Fault).Select(line => line.Text));
        }
        catch (TimeoutException)
        {
            return "";
        }
    }
}
