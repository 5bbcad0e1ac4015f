using System.Net;
using BotAssistant.FiveS;
using BotAssistant.Honours;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BotAssistant.Bot.Tests.Public;

public sealed class FiveSPageTests
{
    [Fact]
    public async Task Anybody_sees_name_district_and_day_of_what_is_published_and_nothing_else()
    {
        await using var server = await PublicServer.StartAsync();
        Assert.Contains("还没有公布", await PageAsync(server, "/five-s"), StringComparison.Ordinal);

        await PublishAsync(server, "阿四<b>年糕坊", true);
        await PublishAsync(server, "还在等的坊", false);
        using var answer = await server.OpenAsync("/five-s");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(["共 1 家", "阿四&lt;b&gt;年糕坊", "海曙区", "2026-03-02", "示例"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.All(["还在等的坊", "330203-2026-", "监管员", "88", "<script"], text => Assert.DoesNotContain(text, page, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/five-s?page=2", HttpStatusCode.NotFound)]
    [InlineData("/five-s?page=0", HttpStatusCode.NotFound)]
    [InlineData("/five-s?page=-1", HttpStatusCode.NotFound)]
    [InlineData("/five-s?page=99999999999", HttpStatusCode.NotFound)]
    [InlineData("/five-s?page=%3Cscript%3E", HttpStatusCode.NotFound)]
    [InlineData("/five-s?page=1", HttpStatusCode.OK)]
    public async Task A_page_that_is_not_there_is_not_found_and_says_nothing_of_what_was_asked(string address, HttpStatusCode status)
    {
        await using var server = await PublicServer.StartAsync();
        using var answer = await server.OpenAsync(address);
        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("script", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task More_than_a_hundred_stand_on_several_pages()
    {
        await using var server = await PublicServer.StartAsync();
        for (var i = 0; i < 101; i++)
        {
            await PublishAsync(server, $"示例{i}号坊", true);
        }

        var (first, second) = (await PageAsync(server, "/five-s"), await PageAsync(server, "/five-s?page=2"));
        Assert.Contains("href=\"?page=2\"", first, StringComparison.Ordinal);
        Assert.Equal(100, first.Split("<tr><td>").Length - 1);
        Assert.Contains("示例0号坊", second, StringComparison.Ordinal);
        Assert.Contains("href=\"?page=1\"", second, StringComparison.Ordinal);
        Assert.Equal(1, second.Split("<tr><td>").Length - 1);
    }

    private static Task<int> PublishAsync(PublicServer server, string name, bool published) => server.Bot.InScopeAsync(async scope =>
    {
        var (projects, now, day) = (scope.GetRequiredService<IFiveSProjects>(), server.Bot.Time.GetUtcNow(), new DateOnly(2026, 3, 2));
        var project = FiveSProject.Choose(Guid.CreateVersion7(), await projects.NextNumberAsync(default), 2026, new Holder(name, "330203", $"330203-2026-{Guid.NewGuid():N}", null), null, day, now, "监管员", null);
        project.Rate(88, Guid.NewGuid(), now, "监管员");
        Assert.Null(project.Accept(80, now, "监管员", "现场看过"));
        Assert.Null(published ? project.Publish(day, now, "监管员") : null);
        await projects.AddAsync(project, default);
        return project.Number;
    });

    private static async Task<string> PageAsync(PublicServer server, string address)
    {
        using var answer = await server.OpenAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }
}
