using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BotAssistant.Testing;
using BotAssistant.Testing.WeChat;
using Xunit;

namespace BotAssistant.Bot.Tests.EndToEnd;

/// <summary>An inspector in WeChat takes over a person in WeChat, then one on a web page; the server is killed in between.</summary>
public abstract class TakeOverAcrossChannelsTests(PostgresCluster? cluster) : WeChatServerTests(cluster)
{
    private const string Secret = "direct-line-secret-of-the-test-0001";

    protected override Dictionary<string, string?> Settings() => new(base.Settings())
    {
        ["DirectLine:Secret"] = Secret,
        // A message in flight when the server was killed holds up that person's next ones for a lease.
        ["Outbox:Lease"] = "00:00:05",
        ["Outbox:SweepEvery"] = "00:00:01",
    };

    [Fact]
    public async Task What_one_says_reaches_the_other_once_whatever_the_channel_and_though_the_server_is_killed()
    {
        var inspector = await BoundAsync("oInspector_01", "inspector", "海曙区");
        var asker = WeChat.User("oAsker_000001");
        (inspector.Copies, asker.Copies) = (3, 3);
        Assert.Contains("求助 1号", (await asker.SayAsync("人工 海曙 标签怎么贴")).Text, StringComparison.Ordinal);
        await SeesAsync(inspector, "发“接 1”来接");
        Assert.Contains("您接了求助 1号", (await inspector.SayAsync("接 1")).Text, StringComparison.Ordinal);
        await SeesAsync(asker, "来接您了");

        Assert.Null((await asker.SayAsync("在外包装上写什么")).Text);
        await SeesAsync(inspector, "求助 1号：在外包装上写什么");
        await Server.KillAsync();
        await StartAsync();
        Assert.Null((await inspector.SayAsync("写保质期")).Text);
        await SeesAsync(asker, "写保质期");
        await SeesAfterWritingAsync(asker, await TalkUntilItWaitsAsync(inspector, asker));
        Assert.Contains("结束了", (await inspector.SayAsync("结束")).Text, StringComparison.Ordinal);
        await SeesAsync(asker, "机器人回来了");

        using var page = await VisitAsync();
        await page.SayAsync("人工 海曙 怎么登记");
        await page.SeesAsync("求助 2号");
        await inspector.SayAsync("接 2");
        await page.SeesAsync("来接您了");
        await page.SayAsync("要带什么材料");
        await SeesAsync(inspector, "求助 2号：要带什么材料");
        await inspector.SayAsync("带身份证和平面图");
        await page.SeesAsync("带身份证和平面图");
        await page.SayAsync("结束人工");
        await page.SeesAsync("机器人回来了");

        Assert.Empty(await Raw.BrokenPromisesAsync());
        Assert.Single(inspector.Screen.Texts, text => text.Contains("在外包装上写什么", StringComparison.Ordinal));
        Assert.Single(asker.Screen.Texts, text => text.Contains("写保质期", StringComparison.Ordinal));
        string[] said = ["在外包装上写什么", "写保质期", "要带什么材料", "标签怎么贴", asker.OpenId];
        Assert.DoesNotContain(Server.Output, line => said.Any(text => line.Contains(text, StringComparison.Ordinal)));
    }

    private static Task SeesAsync(FakeWeChatUser user, string text) => user.Screen.WaitAsync(lines => lines.Any(line => line.Text.Contains(text, StringComparison.Ordinal)), Patience);

    /// <summary>WeChat lets a few messages through after each of the person's; then the inspector is told that it waits.</summary>
    private static async Task<string> TalkUntilItWaitsAsync(FakeWeChatUser inspector, FakeWeChatUser asker)
    {
        for (var sentence = 1; sentence < 20; sentence++)
        {
            var text = $"第{sentence}句话";
            if ((await inspector.SayAsync(text)).Text?.Contains("等对方下次说话", StringComparison.Ordinal) == true)
            {
                return text;
            }

            await SeesAsync(asker, text);
        }

        throw new InvalidOperationException("The inspector was never told that a message waits.");
    }

    private static async Task SeesAfterWritingAsync(FakeWeChatUser asker, string text)
    {
        Assert.DoesNotContain(asker.Screen.Texts, seen => seen.Contains(text, StringComparison.Ordinal));
        await asker.SayAsync("好的");
        await SeesAsync(asker, text);
    }

    private async Task<Visitor> VisitAsync()
    {
        var http = new HttpClient { BaseAddress = new Uri(Server.Address!, "/v3/directline/") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Secret);
        using var begun = await http.PostAsJsonAsync("conversations", new { user = new { id = "dl_visitor_0001" } });
        begun.EnsureSuccessStatusCode();
        return new Visitor(http, (await begun.Content.ReadFromJsonAsync<JsonObject>())!["conversationId"]!.GetValue<string>());
    }

    /// <summary>A person on the bureau's web page, by polling.</summary>
    private sealed class Visitor(HttpClient http, string conversation) : IDisposable
    {
        public async Task SayAsync(string text)
        {
            using var posted = await http.PostAsJsonAsync($"conversations/{conversation}/activities", new { type = "message", from = new { id = "dl_visitor_0001" }, text });
            posted.EnsureSuccessStatusCode();
        }

        public async Task SeesAsync(string text)
        {
            for (var look = 0; look < 150; look++)
            {
                var page = await http.GetStringAsync($"conversations/{conversation}/activities");
                if (JsonNode.Parse(page)!["activities"]!.AsArray().Any(activity => activity!["text"]?.GetValue<string>().Contains(text, StringComparison.Ordinal) == true))
                {
                    return;
                }

                await Task.Delay(200);
            }

            Assert.Fail($"The page never showed: {text}");
        }

        public void Dispose() => http.Dispose();
    }
}

public sealed class TakeOverAcrossChannelsOnSqlite() : TakeOverAcrossChannelsTests(null);

public sealed class TakeOverAcrossChannelsOnPostgres(PostgresCluster cluster) : TakeOverAcrossChannelsTests(cluster);
