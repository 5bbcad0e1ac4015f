using BotAssistant.Checklists;
using BotAssistant.Conversations;
using BotAssistant.Dialogs.Checklists;
using BotAssistant.Dialogs.Engine;
using BotAssistant.Regulations;
using Xunit;

namespace BotAssistant.Dialogs.Tests.Checklists;

public sealed class SelfCheckDialogTests
{
    private static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    private readonly FakeHost host = new();

    [Fact]
    public async Task A_whole_check_without_faults_takes_little_more_than_ten_messages()
    {
        var session = Session(Dialog());
        var draft = Start("whole");
        var messages = 0;
        DialogReply reply;
        do
        {
            messages++;
            reply = await session.AnswerAsync(draft, Heard.Words("1"), ShippedDialogs.Now, Stop);
            draft = reply.Draft ?? draft;
        }
        while (reply.Draft is not null);

        Assert.InRange(messages, 10, 15);
        Assert.Equal(82, Finished().Answers.Count(answer => !answer.ItemId.StartsWith('N')));
        Assert.All(Finished().Answers, answer => Assert.Equal(Verdict.Conforms, answer.Verdict));
    }

    [Theory]
    [InlineData("000000000001", "N01 N02")]
    [InlineData("000000000002", "")]
    public async Task Items_for_a_kind_of_food_are_asked_only_of_those_who_make_it(string workshop, string expected)
    {
        var draft = await FilingScript.CompleteAsync(Session(Dialog()), Start("whole", workshop));
        Assert.NotNull(draft);
        Assert.Equal(expected, string.Join(' ', Finished().Answers.Select(answer => answer.ItemId).Where(id => id.StartsWith('N'))));
    }

    [Fact]
    public async Task The_quick_round_has_the_critical_items_and_the_round_of_last_faults_has_those()
    {
        await FilingScript.CompleteAsync(Session(Dialog()), Start("critical"));
        Assert.Equal((CheckScope.Critical, 29), (Finished().Scope, Finished().Answers.Count));

        await FilingScript.CompleteAsync(Session(Dialog()), Start("last-faults"));
        Assert.Equal(["A06", "C05"], Finished().Answers.Select(answer => answer.ItemId));
    }

    [Fact]
    public async Task When_no_fault_is_left_that_round_is_no_longer_offered()
    {
        host.Facts = query => query is FindLastFaults ? Array.Empty<string>() : new FakeHost().Facts(query);
        var reply = await Session(Dialog()).ShowAsync(Start("last-faults"), ShippedDialogs.Now, Stop);
        Assert.Contains("这次查多少", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("上次不符合", reply.Text + string.Join(' ', reply.Choices.Select(choice => choice.Label)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_keeps_the_revision_that_it_began_with()
    {
        var old = ShippedDialogs.Rules.SelfCheck.All[^1];
        var changed = old with { From = new DateOnly(2026, 4, 1), Chapters = [old.Chapters[0] with { Items = [old.Chapters[0].Items[0] with { Text = "另一句话" }] }] };
        var rules = ShippedDialogs.Rules with { SelfCheck = new Revisions<Checklist>([old, changed]) };
        host.Today = new DateOnly(2026, 4, 2);
        await FilingScript.CompleteAsync(Session(Dialog(rules)), Start("critical"));
        Assert.Equal((old.From, 29), (Finished().Revision, Finished().Answers.Count));
    }

    [Fact]
    public async Task A_photo_tells_what_is_wrong_and_a_reason_why_something_does_not_apply()
    {
        var session = Session(Dialog());
        var draft = Start("chapter");
        draft.Answers["chapter"] = "C";
        foreach (var heard in new[] { Heard.Words("都符合，9不符合，10不适用"), new Heard("", ["aa", "bb"]), Heard.Words("没有厕所"), Heard.Words("1") })
        {
            draft = (await session.AnswerAsync(FakeHost.ThroughJson(draft), heard, ShippedDialogs.Now, Stop)).Draft ?? draft;
        }

        Assert.Equal(["aa", "bb"], Finished().Answers.Single(answer => answer.Verdict == Verdict.Fault).Photos);
        Assert.Equal("没有厕所", Finished().Answers.Single(answer => answer.Verdict == Verdict.NotApplicable).Note);
    }

    [Fact]
    public async Task What_was_not_read_as_law_is_never_shown_as_law()
    {
        var list = ShippedDialogs.Rules.On(ShippedDialogs.Today).SelfCheck;
        foreach (var chapter in list.Chapters.Where(chapter => chapter.Id != "N"))
        {
            var draft = Start("chapter");
            draft.Answers["chapter"] = chapter.Id;
            var help = (await Session(Dialog()).HelpAsync(draft, ShippedDialogs.Now, Stop)).Text;
            Assert.All(chapter.Items.Where(item => item.Certainty != Certainty.Found), item => Assert.Contains($"依据待核定（{item.Basis}）", help, StringComparison.Ordinal));
            Assert.Equal(chapter.Items.Count(item => item.Certainty == Certainty.Found), help.Split("　依据：").Length - 1);
        }
    }

    private static DialogDefinition Dialog(RegulationBook? rules = null)
        => new(SelfCheckDialog.Name, SelfCheckDialog.Name, new SelfCheckDialog(ShippedDialogs.Texts, rules ?? ShippedDialogs.Rules).Run);

    private static Draft Start(string scope, string workshop = "000000000001")
    {
        var draft = ShippedDialogs.Draft(SelfCheckDialog.Name);
        (draft.Answers["workshop"], draft.Answers["scope"]) = ($"00000000-0000-0000-0000-{workshop}", scope);
        return draft;
    }

    private DialogSession Session(DialogDefinition dialog) => new(dialog, ShippedDialogs.Texts, host);

    private FinishedCheck Finished() => Assert.IsType<FinishSelfCheck>(host.Executed[^1]).Check;
}
