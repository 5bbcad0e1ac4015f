namespace BotAssistant.Persistence;

/// <summary>
/// SQLite has one writer. Without this queue the others would poll every 150 ms, in no order; with it each goes as soon as the one before is done.
/// PostgreSQL needs none, and its gate is always open.
/// </summary>
internal sealed class WriteGate(bool oneWriter) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    public bool OneWriter => oneWriter;

    public Task EnterAsync(CancellationToken stop) => oneWriter ? turn.WaitAsync(stop) : Task.CompletedTask;

    public void Leave()
    {
        if (oneWriter)
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}
