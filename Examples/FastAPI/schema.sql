-- A shop of 500 products and 2,000 orders of 20 lines.
create table products (id int primary key, name text, price numeric(8, 2), stock int);
create table order_lines (
    order_id int, line int, product_id int references products, amount int,
    primary key (order_id, line));
create table tickets (last int);
insert into tickets values (0);
insert into products
    select n, 'product ' || n, 1 + n % 97 + 0.5, 1000 from generate_series(1, 500) n;
insert into order_lines
    select o, l, 1 + (o * 31 + l * 17) % 500, 1 + (o + l) % 5
    from generate_series(1, 2000) o, generate_series(1, 20) l;
analyze;
