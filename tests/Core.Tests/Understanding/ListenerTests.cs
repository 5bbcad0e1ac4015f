using BotAssistant.People;
using BotAssistant.Understanding;
using Xunit;

namespace BotAssistant.Core.Tests.Understanding;

public sealed class ListenerTests
{
    private static readonly Listener Listener = HeldOut.Listener();

    [Theory]
    [InlineData("我家做年糕的想办个证", "file")]
    [InlineData("车间地面有什么要求", "ask-rule")]
    [InlineData("上次检查啥问题", "my-actions")]
    [InlineData("证快到期了咋办", "my-deadlines")]
    [InlineData("ｚｃ", "self-check")]
    [InlineData("ＲＧ", "human")]
    [InlineData("我要建挡！！！", "file")]
    [InlineData("证啥辰光到期", "my-deadlines")]
    [InlineData("５Ｓ 管理", "five-s")]
    public void Plain_words_typos_dialect_full_width_and_initials_are_understood(string text, string intent)
    {
        var read = Listener.Read(text, Role.Owner);

        Assert.Equal((Grasp.Sure, intent), (read.Grasp, read.Intent.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ？！")]
    [InlineData("鑫鼐龘魃鬻")]
    [InlineData("zxqvk wjpb")]
    public void What_has_no_known_letters_is_at_sea(string text)
    {
        var read = Listener.Read(text, Role.Owner);

        Assert.Equal((Grasp.AtSea, IntentTable.None), (read.Grasp, read.Intent.Name));
        Assert.Empty(read.Alternatives);
    }

    [Fact]
    public void Each_role_means_its_own_intents_only()
    {
        foreach (var role in HeldOut.Audiences)
        {
            var allowed = HeldOut.Shipped.IntentsOf(role).Select(intent => intent.Name).ToHashSet();
            foreach (var phrasing in HeldOut.Audiences.SelectMany(HeldOut.Of))
            {
                var read = Listener.Read(phrasing.Text, role);
                Assert.Contains(read.Intent.Name, allowed);
                Assert.Subset(allowed, read.Alternatives.Select(candidate => candidate.Intent).ToHashSet());
            }
        }
    }

    [Fact]
    public void An_unbound_chat_is_read_as_an_owner_and_an_administrator_as_an_officer()
    {
        Assert.Equal("file", Listener.Read("我家做年糕的想办个证", null).Intent.Name);
        Assert.Equal("review-queue", Listener.Read("有哪些要审的", Role.Admin).Intent.Name);
    }

    [Fact]
    public void When_unsure_two_or_three_at_most_are_offered_the_likeliest_first()
    {
        var unsure = HeldOut.Audiences.SelectMany(role => HeldOut.Of(role).Select(phrasing => Listener.Read(phrasing.Text, role))).Where(read => read.Grasp == Grasp.Unsure).ToList();

        Assert.NotEmpty(unsure);
        Assert.All(unsure, read =>
        {
            Assert.InRange(read.Alternatives.Count, 1, 3);
            Assert.Equal(read.Intent.Name, read.Alternatives[0].Intent);
            Assert.Equal(read.Alternatives.OrderByDescending(candidate => candidate.Confidence), read.Alternatives);
            Assert.DoesNotContain(read.Alternatives, candidate => candidate.Intent == IntentTable.None);
        });
    }

    [Fact]
    public void The_same_words_are_understood_the_same_after_every_start()
    {
        var again = HeldOut.Listener();

        Assert.All(HeldOut.Of(Role.Owner), phrasing => Assert.Equal(Listener.Read(phrasing.Text, Role.Owner).Confidence, again.Read(phrasing.Text, Role.Owner).Confidence));
    }

    [Fact]
    public void A_text_of_any_length_is_read()
        => Assert.NotNull(Listener.Read(string.Concat(Enumerable.Repeat("我家做年糕的想办个证，", 500)), Role.Owner));

    [Theory]
    [InlineData(Role.Owner, "我家做年糕的想办个证", "年糕", null, null)]
    [InlineData(Role.Owner, "3月进了100斤糯米", null, 3, 3)]
    [InlineData(Role.Owner, "十二月的自查表给我", null, null, 12)]
    [InlineData(Role.Owner, "这个月的自查表给我", null, null, null)]
    public void What_a_text_names_is_read_by_rule(Role role, string text, string? product, int? number, int? month)
    {
        var slots = Listener.Read(text, role).Slots;

        Assert.Equal((product, number, month), (slots.Product, slots.Number, slots.Month));
    }

    [Theory]
    [InlineData("查一下阿四年糕坊", "阿四年糕坊")]
    [InlineData("帮我查一下老王豆腐坊什么情况", "老王豆腐坊")]
    [InlineData("查 330203-2026-00001", "330203-2026-00001")]
    [InlineData("查一下", null)]
    public void What_an_inspector_looks_for_is_the_text_without_its_frame(string text, string? term)
        => Assert.Equal(term, HeldOut.Shipped.Table.LookUp.Term(text));

    [Fact]
    public void A_question_about_a_rule_keeps_its_words_as_the_topic()
        => Assert.Equal("车间地面有什么要求", Listener.Read("车间地面有什么要求", Role.Owner).Slots.Topic);

    [Theory]
    [InlineData("地面有什么要求", true)]
    [InlineData("保质期自己定可以吗", true)]
    [InlineData("登记证编号？", true)]
    [InlineData("吃什么年糕坊", false)]
    [InlineData("几何路3号", false)]
    [InlineData("阿四年糕坊", false)]
    public void A_question_is_told_from_a_name(string text, bool isQuestion)
        => Assert.Equal(isQuestion, HeldOut.Shipped.Table.Questions.IsQuestion(text));
}
