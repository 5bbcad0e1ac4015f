using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BotAssistant.Bot.Jobs;
using BotAssistant.Messaging;
using BotAssistant.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Transcripts;

/// <summary>
/// Conversations as anyone can read them. <c>who&gt; words</c> is said, the indented lines below are the answer, <c>who&lt;</c> is pushed. Directives:
/// <c>== 3 days later</c>, <c>== 2 hours later</c>, <c>== bind who role district</c>, <c>== register who district products</c>,
/// <c>== certify who number until day</c>, <c>== who leaves</c>, <c>== campaigns</c> (their clock makes a step). BOTASSISTANT_APPROVE=1 writes the answers anew.
/// </summary>
public sealed partial class TranscriptTests
{
    public static TheoryData<string> Files => [.. Folder().GetFiles("*.chat").Select(file => file.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_bot_answers_as_written(string name)
    {
        var path = Path.Combine(Folder().FullName, name);
        var written = await File.ReadAllTextAsync(path);
        var played = await PlayAsync(written.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("  ", StringComparison.Ordinal) && !Pushed().IsMatch(line)));
        if (Environment.GetEnvironmentVariable("BOTASSISTANT_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, played);
            written = played;
        }

        Assert.Equal(written, played);
    }

    private static async Task<string> PlayAsync(IEnumerable<string> lines)
    {
        await using var bot = await BotInProcess.StartAsync();
        var transcript = new StringBuilder();
        foreach (var line in lines)
        {
            transcript.Append(line).Append('\n');
            if (line.StartsWith('#'))
            {
                continue;
            }

            var answer = line.StartsWith("== ", StringComparison.Ordinal) ? await DirectAsync(bot, line[3..]) : await SayAsync(bot, line);
            Write(transcript, answer);
            foreach (var (user, text) in await bot.PushedAsync())
            {
                transcript.Append(CultureInfo.InvariantCulture, $"{user}<\n");
                Write(transcript, text);
            }
        }

        return transcript.ToString();
    }

    private static void Write(StringBuilder transcript, string text)
    {
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            transcript.Append("  ").Append(line).Append('\n');
        }
    }

    private static Task<string> SayAsync(BotInProcess bot, string line)
    {
        var said = Said().Match(line);
        Assert.True(said.Success, $"Not a line of a transcript: {line}");
        return bot.SayAsync(said.Groups[1].Value, said.Groups[2].Value);
    }

    private static async Task<string> DirectAsync(BotInProcess bot, string directive)
    {
        switch (directive.Split(' '))
        {
            case [var days, "days", "later"]:
                bot.Time.Advance(TimeSpan.FromDays(int.Parse(days, CultureInfo.InvariantCulture)));
                return "";
            case [var hours, "hours", "later"]:
                bot.Time.Advance(TimeSpan.FromHours(int.Parse(hours, CultureInfo.InvariantCulture)));
                return "";
            case ["bind", var who, var role, var district]:
                await bot.BindAsync(who, Enum.Parse<Role>(role), district);
                return "";
            case ["register", var who, var district, .. var products]:
                await bot.RegisterAsync(who, district, products);
                return "";
            case ["certify", var who, var number, "until", var until]:
                await bot.CertifyAsync(who, number, DateOnly.ParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture));
                return "";
            case ["campaigns"]:
                bot.Time.Advance(TimeSpan.FromSeconds(5));
                await bot.Services.GetRequiredService<CampaignSender>().RunOnceAsync(default);
                return "";
            case [var who, "leaves"]:
                return await bot.ReceiveAsync(who, InboundKind.Unfollowed);
            case [var who, "follows"]:
                return await bot.ReceiveAsync(who, InboundKind.Followed);
            case [var who, "speaks"]:
                return await bot.ReceiveAsync(who, InboundKind.Voice);
            default:
                throw new InvalidOperationException($"Unknown directive: {directive}");
        }
    }

    private static DirectoryInfo Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BotAssistant.sln")))
        {
            folder = folder.Parent;
        }

        return new DirectoryInfo(Path.Combine(folder!.FullName, "tests", "Bot.Tests", "Transcripts"));
    }

    [GeneratedRegex("^([a-z0-9]+)> (.*)$")]
    private static partial Regex Said();

    [GeneratedRegex("^[a-z0-9]+<$")]
    private static partial Regex Pushed();
}
