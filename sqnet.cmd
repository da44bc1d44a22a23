@echo off
rem Runs the command line tool from a checkout on Windows, building what is stale.
dotnet run --project "%~dp0host-tools\sqnet" -v q -- %*
exit /b %errorlevel%
