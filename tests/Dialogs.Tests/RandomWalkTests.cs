using BotAssistant.Conversations;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Dialogs.Filings;
using CsCheck;
using Xunit;

namespace BotAssistant.Dialogs.Tests;

/// <summary>People do anything in any order. No walk throws, and from wherever it leads the dialog can be finished by valid answers.</summary>
public sealed class RandomWalkTests
{
    private const int Steps = 60;

    private static readonly string[] Nonsense =
    [
        "", " ", "1", "2", "99", "-1", "0", "第1个", "没有", "改", "加 ", "删 年糕", "加 麻糍、米馒头", "把 年糕 改成 麻糍", "果冻", "酸奶", "100", "八十", "9人", "１２３", "Ω≈ç",
        "👩‍🍳🍰", "<a href=\"x\">y</a>", "]]>", "330282190002290016", "92330203MA00000001", "1390000", "'; DROP TABLE", "都符合", "3、5 不符合", "都符合，除了1和2", "1 不适用", "A1-A3不符合 坏了", "一项一项答", "全部不符合", "3 4 5", "除了", new string('长', 5000), "\u0000\u0001",
    ];

    public static TheoryData<string> Dialogs => [.. ShippedDialogs.Catalog.All.DistinctBy(dialog => dialog.Texts).Select(dialog => dialog.Name)];

    [Theory]
    [MemberData(nameof(Dialogs))]
    public void A_walk_never_throws_and_can_always_be_finished(string name)
        => Gen.Select(Gen.Int[0, 9], Gen.Int[0, 1000]).List[1, Steps].Sample(
            steps => WalkAsync(name, steps).GetAwaiter().GetResult(),
            iter: name == FilingDialog.Name ? 2000 : 500);

    private static async Task WalkAsync(string name, List<(int Kind, int Value)> steps)
    {
        var dialog = ShippedDialogs.Catalog.Find(name)!;
        var host = new FakeHost();
        var session = new DialogSession(dialog, ShippedDialogs.Texts, host);
        var (draft, now) = (ShippedDialogs.Draft(name), ShippedDialogs.Now);
        var lastTap = default(Tap);
        foreach (var (kind, value) in steps)
        {
            now = now.AddMinutes(value % 7 == 0 ? 600 : 1);
            draft = FakeHost.ThroughJson(draft);
            var key = FilingScript.CurrentKey(dialog, draft);
            var reply = kind switch
            {
                <= 4 when key is not null => await session.AnswerAsync(draft, FilingScript.AnswerTo(key, draft.Answers), now, default),
                5 => await session.AnswerAsync(draft, Heard.Words(Nonsense[value % Nonsense.Length]), now, default),
                6 => await session.BackAsync(draft, now, default),
                7 => await session.CorrectAsync(draft, value % 30, now, default),
                8 when lastTap is not null => await session.AnswerAsync(draft, new Heard("", []) { Tap = lastTap }, now, default),
                9 => await session.AnswerAsync(draft, new Heard("", Enumerable.Repeat("b", value % 3).ToList()) { MediaProblem = value % 5 == 0 ? new Refusal("photo-lost") : null }, now, default),
                _ => await session.ShowAsync(draft, now, default),
            };
            Assert.NotEqual("", reply.Text);
            lastTap = reply.Choices.Count > 0 ? Tap.Parse(reply.Choices[value % reply.Choices.Count].Token) : lastTap;
            draft = reply.Draft ?? ShippedDialogs.Draft(name);
        }

        var before = host.Executed.Count;
        await FilingScript.CompleteAsync(session, draft);
        Assert.Equal(before + 1, host.Executed.Count);
    }
}
