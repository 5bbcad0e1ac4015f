using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class FiveS : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ScoredSheets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Sheet = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<DateOnly>(type: "date", nullable: false),
                    ScoredAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoredSheets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ScoredSheets_SubjectId_ScoredAt",
                table: "ScoredSheets",
                columns: new[] { "SubjectId", "ScoredAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ScoredSheets");
        }
    }
}
