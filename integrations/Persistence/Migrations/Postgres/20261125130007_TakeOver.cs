using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BotAssistant.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TakeOver : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Story",
                table: "HelpRequests",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "TakenBy",
                table: "HelpRequests",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TakerAddress",
                table: "HelpRequests",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "TouchedAt",
                table: "HelpRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "HelpRequests",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "WaitingSince",
                table: "HelpRequests",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Duties",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Duties", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_Duties_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_TakenBy",
                table: "HelpRequests",
                column: "TakenBy",
                unique: true,
                filter: "\"TakenBy\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HelpRequests_TakerAddress",
                table: "HelpRequests",
                column: "TakerAddress",
                unique: true,
                filter: "\"TakenBy\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Duties");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_TakenBy",
                table: "HelpRequests");

            migrationBuilder.DropIndex(
                name: "IX_HelpRequests_TakerAddress",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Story",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "TakenBy",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "TakerAddress",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "TouchedAt",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "HelpRequests");

            migrationBuilder.DropColumn(
                name: "WaitingSince",
                table: "HelpRequests");
        }
    }
}
