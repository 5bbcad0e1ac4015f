using System.Text.Json;
using BotAssistant.Bot.Turns;
using BotAssistant.Bot.Verbs;
using BotAssistant.Conversations;
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
        "apply-reevaluation", "ask-rule", "broadcast", "draw", "due-list", "five-s", "health-certificates", "indicators", "inspect", "my-certificates", "my-commitment",
        "my-data", "my-deadlines", "opt-in", "opt-out", "purchase-ledger", "report", "report-tip", "sign-commitment", "today-tasks",
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

        var label = bot.Services.GetRequiredService<ITexts>().Say("intent.opt-out.label");
        Assert.Contains("还没有开通", Assert.IsType<Course.Says>(comprehension.Read(label, Role.Owner)).Text, StringComparison.Ordinal);
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
}
