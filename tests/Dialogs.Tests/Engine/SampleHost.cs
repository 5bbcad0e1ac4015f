using System.Text.Json;
using BotAssistant.Dialogs.Engine;

namespace BotAssistant.Dialogs.Tests.Engine;

internal sealed record FindPrice(string Thing) : IQuery<int>;

internal sealed record Order(string What) : ICommand;

/// <summary>Counts what the engine asks of its host, and answers as the test says.</summary>
internal sealed class SampleHost : IDialogHost
{
    public int Price { get; set; } = 5;

    public List<IQuery> Fetched { get; } = [];

    public List<ICommand> Executed { get; } = [];

    public IReadOnlyDictionary<string, string> Answers { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the domain says to the next commands, one after another; then it takes them.</summary>
    public Queue<Execution> Refusals { get; } = [];

    public DateOnly Today => Shipped.Today;

    public Task<string> FetchAsync(IQuery query, CancellationToken stop)
    {
        Fetched.Add(query);
        return Task.FromResult(JsonSerializer.Serialize(Price));
    }

    public Task<Execution> ExecuteAsync(ICommand command, IReadOnlyDictionary<string, string> answers, CancellationToken stop)
    {
        Executed.Add(command);
        Answers = answers;
        return Task.FromResult(Refusals.TryDequeue(out var refusal) ? refusal : new Execution.Finished(new Saying("sample.done", [])));
    }
}
