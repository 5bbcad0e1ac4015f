using System.CommandLine;
using BotAssistant.Bot.Hosting;
using BotAssistant.Bot.Verbs;
using BotAssistant.Content;
using BotAssistant.Persistence;
using Microsoft.Extensions.Options;

try
{
    // The host itself takes SIGTERM: it finishes the turns that have begun, which the parser's own time-out would cut off.
    return await CommandLine.Root().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception e) when (e is ConfigurationException or KeyConfigurationException or OptionsValidationException or ContentException)
{
    // A person must put this right; the stack would only hide what the message says.
    await Console.Error.WriteLineAsync($"BotAssistant: {e.Message}");
    return 1;
}
