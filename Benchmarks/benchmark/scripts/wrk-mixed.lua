-- A login, whose token goes into two reads; each reply is checked. wrk runs it for all its
-- connections, not for each: the steps of a user can be on different ones.
failed = 0
local step, token = 0, "3f1a9c7be2d84056"
local json = { ["Content-Type"] = "application/json" }

function request()
    step = step % 3 + 1
    if step == 1 then
        return wrk.format("POST", "/login", json, '{"user":"ann","password":"secret"}')
    end
    local path = step == 2 and "/items" or "/items/7"
    return wrk.format("GET", path, { ["Authorization"] = "Bearer " .. token })
end

function response(status, headers, body)
    local found = body:match('"token":"(%w+)"')
    if found then
        token = found
    elseif status ~= 200 or not body:find("lamp", 1, true) then
        failed = failed + 1
    end
end

local threads = {}
function setup(thread) table.insert(threads, thread) end
function done()
    for _, thread in ipairs(threads) do print("failed checks: " .. thread:get("failed")) end
end
