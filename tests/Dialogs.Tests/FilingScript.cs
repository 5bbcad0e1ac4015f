using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;

namespace BotAssistant.Dialogs.Tests;

/// <summary>A valid answer to every question of every dialog, by key.</summary>
internal static class FilingScript
{
    private static readonly Heard Photo = new("", [new string('a', 64)]);

    public static Heard AnswerTo(string key, IReadOnlyDictionary<string, string> answers) => key.Split(':')[^1] switch
    {
        "notice" or "confirm" or "workshop" or "certificate" => Heard.Words("1"),
        "name" => Heard.Words("阿四年糕坊"),
        "owner" => Heard.Words("王小明"),
        "id-number" => Heard.Words("330203190001010013"),
        "other-document" => Heard.Words("居住证 83000019"),
        "mobile" => Heard.Words("19900000001"),
        "credit-code" => Heard.Words("92330203MA0000000R"),
        "district" => Heard.Words("海曙区"),
        "address" => Heard.Words("高桥镇民权路示例弄1号"),
        "products" => Heard.Words("年糕、青团"),
        "materials" when key.StartsWith("page:", StringComparison.Ordinal) => Photo,
        "materials" => Heard.Words("粳米、白糖"),
        "additives" => Heard.Words("没有"),
        "source" => Heard.Words("三北粮油店"),
        "sales-area" => Heard.Words("2"),
        "online" => Heard.Words("没有"),
        "production" => Heard.Words("1"),
        "staff" => Heard.Words("3"),
        "area" => Heard.Words("60"),
        "identity-photo" or "identity-photo-back" or "floor-plan" => Photo,
        "commitment" => Heard.Words(answers["owner"]),
        "reason" => Heard.Words("设备检修"),
        "scope" or "chapter" or "verdict" => Heard.Words("1"),
        "verdicts" => Heard.Words("都符合"),
        "rest" => Heard.Words("都符合"),
        "note" => Heard.Words("帮着贴了标签"),
        "day" => Heard.Words("昨天"),
        "lost" => Heard.Words("0.5分"),
        "evidence" => Heard.Words("纱窗破了"),
        "photo" => Photo,
        "what" => Heard.Words("面粉 5000公斤"),
        "use" => Heard.Words("山梨酸钾 5克 用于 年糕"),
        "sure" or "again" => Heard.Words("1"),
        "supplier" => Heard.Words("城西粮油"),
        "receipt" => Photo,
        "holder" => Heard.Words("王小明"),
        "until" => Heard.Words("2026-12-31"),
        "paper" => Heard.Words("3302001234"),
        "sign" => Heard.Words("王小明"),
        "more" => Heard.Words("没有了"),
        "how" => Heard.Words("换了新的"),
        "purpose" => Heard.Words("节前提醒"),
        "to" or "status" => Heard.Words("1"),
        "text" => Heard.Words("请各位节前自查"),
        "districts" => Heard.Words("海曙、江北"),
        "when" => Heard.Words("明天 9点"),
        var unknown => throw new InvalidOperationException($"No answer is scripted for '{unknown}'."),
    };

    /// <summary>The key of the question that a draft stands at; null when it is complete.</summary>
    public static string? CurrentKey(DialogDefinition dialog, Draft draft)
    {
        var answers = new Dictionary<string, string>(draft.Answers);
        while (Replay.Run(dialog.Run, answers, draft.Input, ShippedDialogs.Today, ShippedDialogs.Texts) is Outcome.Needs needs)
        {
            answers[needs.Key] = System.Text.Json.JsonSerializer.Serialize(new FakeHost().Facts(needs.Query));
        }

        return Replay.Run(dialog.Run, answers, draft.Input, ShippedDialogs.Today, ShippedDialogs.Texts) is Outcome.Asks asks
            ? asks.Key.StartsWith(ConfirmQuestion.KeyPrefix, StringComparison.Ordinal) ? "confirm" : asks.Key
            : null;
    }

    /// <summary>Answers validly until the question <paramref name="stopBefore"/> or the end; returns the draft.</summary>
    public static async Task<Draft> CompleteAsync(DialogSession session, Draft draft, string? stopBefore = null)
    {
        var dialog = ShippedDialogs.Catalog.Find(draft.Dialog)!;
        for (var turn = 0; turn < 300; turn++)
        {
            var key = CurrentKey(dialog, draft);
            if (key is null || key.Split(':')[^1] == stopBefore)
            {
                return draft;
            }

            var reply = await session.AnswerAsync(FakeHost.ThroughJson(draft), AnswerTo(key, draft.Answers), ShippedDialogs.Now, default);
            if (reply.Draft is null)
            {
                return draft;
            }

            draft = reply.Draft;
        }

        throw new InvalidOperationException("The dialog cannot be finished by valid answers.");
    }

    public static Draft UpTo(string key)
    {
        var session = new DialogSession(ShippedDialogs.Catalog.Find(FilingDialog.Name)!, ShippedDialogs.Texts, new FakeHost());
        return CompleteAsync(session, new Draft(FilingDialog.Name, "abc123", ShippedDialogs.Now), key).GetAwaiter().GetResult();
    }
}
