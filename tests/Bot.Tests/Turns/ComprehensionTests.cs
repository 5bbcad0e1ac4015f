using System.Text.Json;
using BotAssistant.Bot.Turns;
using BotAssistant.Bot.Verbs;
using BotAssistant.Conversations;
using BotAssistant.Messaging;
using BotAssistant.People;
using BotAssistant.Understanding;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Turns;

public sealed class ComprehensionTests
{
    /// <summary>Intents that are understood and honestly refused. Whoever builds the word takes its line away.</summary>
    private static readonly string[] NotYet =
    [
        "draw", "indicators", "inspect", "my-data", "report", "report-tip", "today-tasks",
    ];

    [Fact]
    public async Task The_intents_without_a_word_are_these_and_each_says_what_one_can_do_instead()
    {
        await using var bot = await BotInProcess.StartAsync();
        var (comprehension, texts) = (bot.Services.GetRequiredService<Comprehension>(), bot.Services.GetRequiredService<ITexts>());
        var intents = bot.Services.GetRequiredService<Utterances>().Table.Intents.Where(intent => intent.Word.Length > 0).ToList();

        Assert.Equal(NotYet, intents.Where(intent => !comprehension.CanDo(intent)).Select(intent => intent.Name).Order(StringComparer.Ordinal));
        Assert.All(intents, intent => Assert.True(texts.Has($"intent.{intent.Name}.label") && texts.Has($"intent.{intent.Name}.instead"), intent.Name));
    }

    [Fact]
    public async Task An_offered_matter_that_is_not_there_yet_says_so_when_it_is_picked()
    {
        await using var bot = await BotInProcess.StartAsync();
        var comprehension = bot.Services.GetRequiredService<Comprehension>();

        var label = bot.Services.GetRequiredService<ITexts>().Say("intent.my-data.label");
        Assert.Contains("还没有开通", Assert.IsType<Course.Says>(comprehension.Read(label, Role.Owner)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_opinion_is_asked_only_when_unsure_outside_a_dialog_and_without_digits()
    {
        await using var bot = await BotInProcess.StartAsync();
        var advisor = new Advisor("resume-production");

        Assert.Equal("resume-production", await AskAsync(bot, advisor, "停了一阵想弄起来13800000000"));
        Assert.Null(await AskAsync(bot, advisor, "我家做年糕的想办个证"));
        Assert.Null(await AskAsync(bot, advisor, "鑫鼐龘魃鬻"));
        await bot.SayAsync("owner", "建档");
        Assert.Null(await AskAsync(bot, advisor, "停了一阵想弄起来"));
        Assert.Equal("停了一阵想弄起来***********", Assert.Single(advisor.Asked));
    }

    [Fact]
    public async Task Advice_counts_only_where_we_are_unsure_and_only_within_the_role()
    {
        await using var bot = await BotInProcess.StartAsync();
        var comprehension = bot.Services.GetRequiredService<Comprehension>();

        Assert.Equal(new Course.Runs("resume-production", ""), comprehension.Read("停了一阵想弄起来", Role.Owner, "resume-production"));
        Assert.Equal(new Course.Runs("file", ""), comprehension.Read("我家做年糕的想办个证", Role.Owner, "cease"));
        Assert.IsType<Course.Offers>(comprehension.Read("停了一阵想弄起来", Role.Owner, "review-queue"));
        Assert.IsType<Course.Offers>(comprehension.Read("停了一阵想弄起来", Role.Owner, "make-tea"));
    }

    [Fact]
    public async Task The_verb_prints_one_object_a_line_and_passes_over_blank_lines()
    {
        var output = new StringWriter();
        await UnderstandVerb.RunAsync(Role.Inspector, new StringReader("查一下阿四年糕坊\n\n  \n2\n你好\n查 年糕\n鑫鼐龘魃鬻"), output, default);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["query", "menu", "greeting", "query", "none"], lines.Select(line => line.GetProperty("intent").GetString()));
        Assert.All(lines, line => Assert.Equal(["text", "intent", "confidence", "slots", "alternatives"], line.EnumerateObject().Select(property => property.Name)));
        Assert.Equal("阿四年糕坊", lines[0].GetProperty("slots").GetProperty("workshop").GetString());
    }

    private static Task<string?> AskAsync(BotInProcess bot, Advisor advisor, string text) => bot.InScopeAsync(scope => ActivatorUtilities
        .CreateInstance<SecondOpinion>(scope, [new IIntentAdvisor[] { advisor }])
        .AskAsync(new InboundMessage("script:x", new ChatAddress(ScriptChannel.ChannelName, "test", "owner"), bot.Time.GetUtcNow(), InboundKind.Text) { Text = text }, default));

    private sealed class Advisor(string choice) : IIntentAdvisor
    {
        public List<string> Asked { get; } = [];

        public Task<string?> ChooseAsync(string text, IReadOnlyList<string> intents, CancellationToken stop)
        {
            Asked.Add(text);
            return Task.FromResult<string?>(choice);
        }
    }
}
