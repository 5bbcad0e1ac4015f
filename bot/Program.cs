Console.WriteLine("BotAssistant");
