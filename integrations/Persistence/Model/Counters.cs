namespace BotAssistant.Persistence;

internal static class Counters
{
    private const string Take = """
        INSERT INTO "Counters" ("Name", "Value") VALUES (@name, 1)
        ON CONFLICT ("Name") DO UPDATE SET "Value" = "Counters"."Value" + 1
        RETURNING "Value"
        """;

    /// <summary>The next number, from 1. The counter's row stays locked until the transaction ends; a rolled-back number is given again.</summary>
    public static async Task<int> NextAsync(this BotContext bot, string name, CancellationToken stop)
        => (await bot.QueryAsync(Take, reader => reader.GetInt32(0), stop, ("@name", name))).Single();
}
