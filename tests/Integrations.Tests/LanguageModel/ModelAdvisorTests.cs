using BotAssistant.LanguageModel;
using BotAssistant.Understanding;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BotAssistant.Integrations.Tests.LanguageModel;

public sealed class ModelAdvisorTests
{
    private static readonly string[] Intents = ["file", "suspend", "none"];

    [Fact]
    public async Task It_chooses_one_of_the_intents_and_is_shown_nothing_but_the_text_and_their_names()
    {
        await using var model = await FakeModel.StartAsync(FakeModel.Says(" suspend\n"));

        Assert.Equal("suspend", await Advisor(model.Endpoint).ChooseAsync("停一停", Intents, default));
        var asked = Assert.Single(model.Asked);
        var messages = asked.GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(2, messages.Count);
        Assert.Contains("file, suspend, none", messages[0].GetRawText(), StringComparison.Ordinal);
        Assert.Equal("fake", asked.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("make-tea")]
    [InlineData("I think it is suspend")]
    [InlineData("suspend, file")]
    [InlineData("")]
    public async Task What_is_not_one_of_the_intents_is_no_advice(string words)
    {
        await using var model = await FakeModel.StartAsync(FakeModel.Says(words));

        Assert.Null(await Advisor(model.Endpoint).ChooseAsync("停一停", Intents, default));
    }

    [Theory]
    [InlineData(500, "oops")]
    [InlineData(429, "{}")]
    [InlineData(200, "not json")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"choices":[]}""")]
    [InlineData(302, "")]
    public async Task A_broken_model_is_asked_once_and_is_no_advice(int status, string body)
    {
        await using var model = await FakeModel.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return context.Response.WriteAsync(body);
        });

        Assert.Null(await Advisor(model.Endpoint).ChooseAsync("停一停", Intents, default));
        Assert.Single(model.Asked);
    }

    [Fact]
    public async Task A_huge_answer_is_not_read_to_its_end()
    {
        await using var model = await FakeModel.StartAsync(FakeModel.Says(new string('x', 10_000_000)));

        Assert.Null(await Advisor(model.Endpoint).ChooseAsync("停一停", Intents, default));
    }

    [Fact]
    public async Task A_slow_answer_is_no_advice()
    {
        await using var model = await FakeModel.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var time = new FakeTimeProvider();

        var asking = Advisor(model.Endpoint, time).ChooseAsync("停一停", Intents, default);
        while (!asking.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Null(await asking);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_no_advice()
        => Assert.Null(await Advisor("http://127.0.0.1:1/v1").ChooseAsync("停一停", Intents, default));

    [Fact]
    public void Without_the_section_there_is_no_advisor()
        => Assert.Null(Services([]).GetService<IIntentAdvisor>());

    [Theory]
    [InlineData("", "fake")]
    [InlineData("model.example", "fake")]
    [InlineData("ftp://127.0.0.1/", "fake")]
    [InlineData("http://127.0.0.1:8000/v1", "")]
    public void Enabled_without_an_address_and_a_name_does_not_start(string endpoint, string name)
        => Assert.Throws<OptionsValidationException>(() => Services(Settings(endpoint, name)).GetRequiredService<IOptions<ModelOptions>>().Value);

    private static IIntentAdvisor Advisor(string endpoint, TimeProvider? time = null) => Services(Settings(endpoint, "fake"), time).GetRequiredService<IIntentAdvisor>();

    private static Dictionary<string, string?> Settings(string endpoint, string name)
        => new() { ["Model:Enabled"] = "true", ["Model:Endpoint"] = endpoint, ["Model:Name"] = name, ["Model:TimeoutMilliseconds"] = "3000" };

    private static ServiceProvider Services(Dictionary<string, string?> settings, TimeProvider? time = null) => new ServiceCollection()
        .AddLogging()
        // A clock that nobody advances: only the test of a slow answer runs out of time, however busy the machine.
        .AddSingleton(time ?? new FakeTimeProvider())
        .AddLanguageModel(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .BuildServiceProvider();
}
